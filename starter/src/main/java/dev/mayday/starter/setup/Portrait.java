package dev.mayday.starter.setup;

import dev.mayday.activities.secret.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that can be seen of one process, in the order in which one finding helps the next. */
final class Portrait {
  private final Candidate meant;
  private final Site site;
  private final Wishes wishes;
  private final Secrets secrets;
  private final Guesses guesses;
  private final Optional<DatabaseLook> database;
  private final Optional<Words> head;
  private final List<String> companies;

  Portrait(Candidate meant, Wishes wishes, Secrets secrets, Guesses guesses) {
    this.meant = meant;
    this.site = meant.site();
    this.wishes = wishes;
    this.secrets = secrets;
    this.guesses = guesses;
    database =
        meant.databases().stream().findFirst().or(() -> DatabaseLook.written(wishes, secrets));
    head = site.tree().map(tree -> new Words(tree, "HEAD"));
    companies = database.map(DatabaseLook::companies).orElse(List.of());
  }

  /**
   * Guesses all that it can.
   *
   * @param environment of this process
   * @param all every process that could be meant
   */
  void guess(Map<String, String> environment, List<Candidate> all) {
    new ServerLook(site, environment).guess(guesses);
    head.ifPresent(code -> new RunbookLook(code).guess(guesses));
    database.ifPresentOrElse(
        found -> found.guess(guesses, secrets, meant.databases()), this::noDatabase);
    site.tree()
        .ifPresentOrElse(tree -> new CheckoutLook(tree, ofDatabase()).guess(guesses), this::noTree);
    new ProcessLook(site, all.stream().map(Candidate::site).toList()).guess(guesses);
    code();
    new NeighboursLook(site, secrets).guess(guesses);
    traffic();
    people();
  }

  /** What the tag's code tells is read once a tag was found. */
  private void code() {
    Optional<Words> tag =
        site.tree().flatMap(tree -> CheckoutLook.tag(guesses).map(name -> new Words(tree, name)));
    new FolderLook(site, tag, companies).guess(guesses);
    new SettingsLook(site, Stream.concat(head.stream(), tag.stream()).toList()).guess(guesses);
    List<Integer> ports = Ports.of(site.listed().pid());
    new StatusLook(ports, head, companies, site, wishes).guess(guesses);
    new LogLook(Path.of(site.listed().out()), companies, tag, head).guess(guesses);
    head.ifPresentOrElse(
        words -> new MessageLook(words, ports, site, wishes).guess(guesses),
        () -> MessageLook.unknown(guesses, wishes));
  }

  /** Which line is a message that was handled only people know; in silence none is. */
  private void traffic() {
    guesses.missing(
        "service.traffic",
        "where the service tells when it handled a message and since when a company is connected, else reports have bounds only: fields of its status answer, such as { lastMessage: lastMessageAt, openSince: connectedSince }, or lines of its log, such as { handledLog: '^(?<time>\\S+) sent for (?<company>\\S+)', openLog: '^(?<time>\\S+) (?<company>\\S+) is up' }");
  }

  /** How people are reached stands on no server. */
  private void people() {
    String bot =
        "a bot, a chat, and the person's own account, which answers by buttons, such as { bot: \"%s\", chat: \"4711\", user: \"4711\" }";
    for (String name : List.of("on-call", "lead")) {
      guesses.missing(
          "people." + name + ".telegram", bot.formatted(wishes.secret("telegram-bot.token")));
      guesses.missing(
          "people." + name + ".email",
          "a mailbox, such as { to: \"%s@example.net\" }".formatted(name));
    }
    guesses.missing(
        "smtp",
        "the server that takes mail, such as { server: \"mail.example.net:587\", from: \"mayday@example.net\" }");
  }

  private List<String> ofDatabase() {
    return database.map(CheckoutLook::ofDatabase).orElse(List.of());
  }

  private void noTree() {
    guesses.missing(
        "service.checkout.path", site.listed().folder() + " lies in no git working tree");
    guesses.missing("service.checkout.main", "the branch that works on the database");
    guesses.missing("service.checkout.tag", "the tag whose code keeps sessions in files");
  }

  private void noDatabase() {
    List<String> parts = DatabaseLook.parts(site);
    guesses.missing(
        "service.database.url",
        "no variable of %s is a PostgreSQL URL%s; write one into %s, mode 0600, and run setup again"
            .formatted(
                site.dotenv().map(Path::toString).orElse("its settings"),
                parts.isEmpty() ? "" : ", but there are " + String.join(", ", parts),
                wishes.secrets().resolve(wishes.service() + "-database")));
    AuthTable.missing(guesses, "the table that ");
    KeyTable.missing(guesses, "the table that ");
  }
}
