package dev.mayday.activities.estate;

import dev.mayday.incident.Checkout;
import dev.mayday.incident.SessionStore;
import dev.mayday.incident.SessionStore.AuthTable;
import dev.mayday.incident.SessionStore.KeyTable;
import java.nio.file.Path;
import java.time.Duration;

/** Reads where the sessions of a service live. */
final class SessionsReader {
  private static final Form<String> COMPANY =
      Forms.text(
          "folder's name with {company} in it",
          text -> text.contains("{company}") && !text.contains("/") && !text.startsWith("."),
          "is not a folder's name with {company} in it");

  private SessionsReader() {}

  static SessionStore read(Section sessions, Checkout checkout, String copies) {
    SessionStore store =
        new SessionStore(
            sessions.section("auth", SessionsReader::auth),
            sessions.section("keys", SessionsReader::keys),
            sessions.optional(
                "folder",
                Forms.PATH,
                checkout.path() + "/baileys_sessions",
                "`baileys_sessions` in the checkout"),
            sessions.optional("companyFolder", COMPANY, "company_{company}"),
            sessions.optional(
                "copies", Forms.PATH, copies, "`copies/ENVIRONMENT/SERVICE` in the state folder"),
            sessions.optional("maxCopyAge", Amounts.duration("10s", "7d"), Duration.ofMinutes(5)),
            sessions.optional("preKeyLeap", Forms.number(0, 1_000_000), 1_000),
            sessions.optional("generation", Forms.number(6, 7), 6),
            sessions.optional(
                "keepLeftovers", Amounts.duration("1d", "3650d"), SessionStore.KEEP_LEFTOVERS),
            sessions.optional("copyMayShrink", Forms.SHARE_OF_ONE, SessionStore.COPY_MAY_SHRINK));
    if (nested(store.folder(), store.copies()))
      sessions.wrong(
          "copies", "and folder lie in one another: a copy must be out of the service's way");
    return store;
  }

  static boolean nested(String one, String other) {
    Path a = Path.of(one).normalize();
    Path b = Path.of(other).normalize();
    return a.startsWith(b) || b.startsWith(a);
  }

  private static AuthTable auth(Section auth) {
    return new AuthTable(
        auth.optional("table", Forms.IDENTIFIER_OF_SQL, "whatsapp_auth"),
        auth.optional("company", Forms.IDENTIFIER_OF_SQL, "company_id"),
        auth.optional("creds", Forms.IDENTIFIER_OF_SQL, "creds"),
        auth.optional("updatedAt", Forms.IDENTIFIER_OF_SQL, "updated_at"));
  }

  private static KeyTable keys(Section keys) {
    return new KeyTable(
        keys.optional("table", Forms.IDENTIFIER_OF_SQL, "whatsapp_keys"),
        keys.optional("company", Forms.IDENTIFIER_OF_SQL, "company_id"),
        keys.optional("type", Forms.IDENTIFIER_OF_SQL, "key_type"),
        keys.optional("id", Forms.IDENTIFIER_OF_SQL, "key_id"),
        keys.optional("data", Forms.IDENTIFIER_OF_SQL, "key_data"),
        keys.optional("updatedAt", Forms.IDENTIFIER_OF_SQL, "updated_at"));
  }
}
