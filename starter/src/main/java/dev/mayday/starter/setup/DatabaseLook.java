package dev.mayday.starter.setup;

import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The database behind a process: which variable leads to it, and which of its tables hold sessions.
 *
 * @param reference what leads to it, as mayday.yaml would say it
 * @param evidence how that was found
 * @param place where it is, as {@code host:port/name}; empty when it cannot be told
 * @param trouble why it could not be looked at; else empty
 * @param version of PostgreSQL
 * @param auth the table of credentials
 * @param keys the table of keys
 * @param companies their ids, as the table of credentials has them; a thousand at most
 * @param unread the tables that were passed over, each in a sentence
 */
record DatabaseLook(
    String reference,
    String evidence,
    String place,
    String trouble,
    String version,
    Optional<AuthTable> auth,
    Optional<KeyTable> keys,
    List<String> companies,
    List<String> unread) {
  private static final Pattern URL = Pattern.compile("(?i)(jdbc:)?postgres(ql)?://\\S+");
  private static final Pattern PARTS =
      Pattern.compile("(?i).*(PGHOST|PGDATABASE|(DB|DATABASE|POSTGRES|PG)_?(HOST|NAME|USER)).*");

  /** Every database that the process's settings lead to, the one with sessions first. */
  static List<DatabaseLook> of(Site site, Secrets secrets) {
    List<DatabaseLook> all = new ArrayList<>();
    for (Path dotenv : site.dotenvs())
      Site.read(dotenv)
          .forEach(
              (name, value) -> {
                if (URL.matcher(value.strip()).matches())
                  all.add(
                      at(
                          secrets,
                          "file:" + dotenv + "#" + name,
                          name + " in " + dotenv + " is a PostgreSQL URL"));
              });
    all.sort(java.util.Comparator.comparing(one -> -one.worth()));
    return all;
  }

  /** The one that a person's file leads to, where settings lead to none. */
  static Optional<DatabaseLook> written(Wishes wishes, Secrets secrets) {
    Path file = wishes.secrets().resolve(wishes.service() + "-database");
    return Files.isReadable(file)
        ? Optional.of(at(secrets, "file:" + file, file + " is there"))
        : Optional.empty();
  }

  private static DatabaseLook at(Secrets secrets, String reference, String evidence) {
    String place = "";
    try {
      place = String.join(", ", Reader.places(secrets, reference));
      try (Reader reader = Reader.open(secrets, reference)) {
        return read(reader, reference, evidence);
      }
    } catch (SQLException | Refused | Unavailable failed) {
      String why = secrets.mask(String.valueOf(failed.getMessage())).split("\n", 2)[0];
      return new DatabaseLook(
          reference,
          evidence,
          place,
          why,
          "",
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of());
    }
  }

  private static DatabaseLook read(Reader reader, String reference, String evidence)
      throws SQLException {
    SessionTables tables = SessionTables.in(reader);
    List<String> companies = tables.companies();
    return new DatabaseLook(
        reference,
        evidence,
        reader.place(),
        "",
        reader.one("SHOW server_version"),
        tables.auth(),
        tables.keys(),
        companies,
        tables.unread());
  }

  /** How much speaks for its being the one. */
  int worth() {
    return (auth.isPresent() ? 4 : 0) + (keys.isPresent() ? 4 : 0) + (trouble.isEmpty() ? 1 : 0);
  }

  /** What the settings have in place of a URL. */
  static List<String> parts(Site site) {
    return site.variables().keySet().stream()
        .filter(name -> PARTS.matcher(name).matches())
        .toList();
  }

  void guess(Guesses guesses, Secrets secrets, List<DatabaseLook> all) {
    String where = place.isEmpty() ? "" : " and leads to " + place;
    String state = trouble.isEmpty() ? "; PostgreSQL " + version + " answers" : "; " + trouble;
    guesses.put(
        "service.database.url",
        reference,
        worth() > 4 ? Certainty.SURE : Certainty.LIKELY,
        evidence + where + state,
        all.stream().map(DatabaseLook::reference).toList());
    try (Reader reader = Reader.open(secrets, reference)) {
      auth.ifPresent(table -> table.guess(guesses, reader));
      keys.ifPresent(table -> table.guess(guesses, reader, auth));
    } catch (SQLException | Refused | Unavailable gone) {
      guesses.note("the database could not be read to the end: " + gone.getMessage());
    }
    unread.forEach(guesses::note);
    // What was guessed stays.
    AuthTable.missing(guesses, none());
    KeyTable.missing(guesses, none());
  }

  private String none() {
    if (!trouble.isEmpty()) return trouble + "; no table ";
    String where = " table of " + place + " that this role may read ";
    return unread.isEmpty() ? "no" + where : String.join("; ", unread) + "; no other" + where;
  }
}
