package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Judges one company as its content streams by: first the credentials, then key after key, then
 * {@link #finish()}. Keeps counts and sentences, no content. Not thread-safe.
 */
public final class CompanyCheck {
  private final KeyCheck keys;
  private final Findings findings = new Findings();
  private Creds creds;
  private boolean usable;
  private long highestPreKey;
  private boolean newestPreKey;
  private boolean appStateKey;
  private int ownSenderKeys;
  private int ownSenderKeysOfUs;
  private boolean senderKeyLost;

  /**
   * @param generation the Baileys generation that will read the content, 6 or 7
   */
  public CompanyCheck(int generation) {
    this.keys = new KeyCheck(generation);
  }

  /**
   * Judges the credentials.
   *
   * @param json their bytes; null when there are none
   */
  public Creds creds(byte[] json) {
    creds = Creds.check(json == null ? new byte[0] : json);
    if (json == null) findings.add("there are no credentials, only keys");
    else creds.errors().forEach(findings::add);
    creds.warnings().forEach(findings::add);
    usable = creds.usable();
    return creds;
  }

  /**
   * Judges one key; what is wrong is also a finding.
   *
   * @return what to write: as it came, array Buffers turned into base64
   * @throws Damage when the service could not read it, or would misread it
   */
  public byte[] key(KeyName name, byte[] json) throws Damage {
    return key(judge(name, json));
  }

  /** Judges one key by itself, as the first half of {@link #key}: any thread may. */
  Judged judge(KeyName name, byte[] json) {
    return keys.judge(name, json);
  }

  /** Takes in what was judged, as the second half. */
  byte[] key(Judged key) throws Damage {
    try {
      return judged(key);
    } catch (Damage damage) {
      lost(key.name(), damage.getMessage());
      throw damage;
    }
  }

  /** Notes a key that cannot come along, for a reason that is not in its content. */
  public void lost(KeyName name, String why) {
    findings.add(name.shown() + " " + why);
    senderKeyLost |= name.type().equals("sender-key");
  }

  /** Notes something else that is worth knowing about the company. */
  public void note(String sentence) {
    findings.add(sentence);
  }

  /** The company must not be started, for a reason that only its surroundings show. */
  public void forbid(String sentence) {
    findings.add(sentence);
    usable = false;
  }

  /** Whether a sender key was left out: then no member list may come along, or none gets a new. */
  public boolean senderKeyLost() {
    return senderKeyLost;
  }

  /** The highest pre-key id seen, 0 when none. */
  public long highestPreKey() {
    return highestPreKey;
  }

  /** Whether the credentials are older than the pre-keys, so that ids would be given out twice. */
  public boolean countersTooLow() {
    return usable && highestPreKey >= creds.nextPreKeyId();
  }

  /** Closes the company: what only the whole shows. */
  public void finish() {
    if (!usable) return;
    if (countersTooLow())
      findings.add(
          "the credentials are older than the keys: next pre-key is "
              + creds.nextPreKeyId()
              + ", but there is one with the id "
              + highestPreKey);
    else if (!newestPreKey) findings.add("the newest pre-key is missing; the service uploads anew");
    if (creds.appStateKey().isPresent() && !appStateKey)
      findings.add("the app state key in use is missing; the service asks for it anew");
    mixed();
  }

  /** Whether the company may be started. */
  public boolean usable() {
    return usable;
  }

  /** All sentences so far. */
  public List<String> findings() {
    return findings.all();
  }

  private byte[] judged(Judged key) throws Damage {
    if (key.damage().isPresent()) throw key.damage().get();
    KeyName name = key.name();
    remember(name, key.value());
    if (!name.known()) findings.add(name.shown() + " is of a type unknown here; kept as it is");
    if (key.rewritten()) findings.add("there are Buffers as arrays of numbers; written as base64");
    return key.content();
  }

  private void remember(KeyName name, JsonNode value) throws Damage {
    switch (name.type()) {
      case "pre-key" -> preKey(name.id());
      case "app-state-sync-key" ->
          appStateKey |= creds != null && name.id().equals(creds.appStateKey().orElse(""));
      case "sender-key" -> senderKey(name.id(), value);
      default -> {}
    }
  }

  private void preKey(String id) throws Damage {
    if (!PreKeyCounters.id(id)) throw new Damage("has an id that is no number of three bytes");
    long number = Long.parseLong(id);
    highestPreKey = Math.max(highestPreKey, number);
    newestPreKey |= creds != null && number == creds.nextPreKeyId() - 1;
  }

  private void senderKey(String id, JsonNode value) throws Damage {
    String[] parts = id.split("::", -1);
    if (creds == null || parts.length != 3 || !Ratchets.ownSenderKey(value)) return;
    ownSenderKeys++;
    if (creds.users().contains(parts[1].replaceFirst("_\\d+$", ""))) ownSenderKeysOfUs++;
  }

  /** Keys of one account under the credentials of another fail for every message. */
  private void mixed() {
    if (ownSenderKeys == 0 || ownSenderKeysOfUs > 0) return;
    String sentence =
        "the company's own sender keys are another account's: credentials and keys are mixed";
    if (creds.complete()) forbid(sentence);
    else findings.add(sentence);
  }
}
