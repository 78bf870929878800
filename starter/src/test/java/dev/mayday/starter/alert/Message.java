package dev.mayday.starter.alert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A good message that no other one is taken for.
 *
 * @param source where it is posted
 * @param id the delivery's id
 * @param keys those of its alerts
 * @param text its JSON
 */
record Message(String source, String id, List<String> keys, String text) {
  private static final byte[] KEY =
      java.util.Base64.getDecoder().decode(DeskWorld.SIGNING.substring("whsec_".length()));

  static Message alertmanager(int n, long seed) throws IOException {
    String key = key(n, seed);
    String text =
        plain("alertmanager-firing.json")
            .replace("1a30ba71cca2921f", key + "a")
            .replace("9c0f1b7d5e2a6644", key + "b")
            .replace("pg_up == 0 for 2m on", Judge.CANARY);
    return new Message("prometheus", "", List.of(key + "a", key + "b"), text);
  }

  static Message standard(int n, long seed) throws IOException {
    String key = key(n, seed);
    String text =
        plain("standardwebhooks-generic.json")
            .replace("whatsapp/postgres-down", key)
            .replace("\"severity\"", "\"password\": \"" + Judge.CANARY + "\",\n    \"severity\"");
    return new Message("standard", "msg_" + key, List.of(key), text);
  }

  private static String plain(String file) throws IOException {
    return new String(Vectors.file(file), StandardCharsets.UTF_8);
  }

  /** No small change to one gives another one's. */
  private static String key(int n, long seed) {
    long mixed = (seed + n) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 31)) * 0x94D049BB133111EBL;
    return "k%016x%016x".formatted(mixed ^ (mixed >>> 29), (long) n * 0x9E3779B97F4A7C15L);
  }

  byte[] body() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The headers that prove these bytes, sent at this time, to be the source's. */
  Map<String, String> signed(byte[] body, Instant at) throws Exception {
    if (source.equals("prometheus")) return Map.of("Authorization", "Bearer tok-am");
    String time = String.valueOf(at.getEpochSecond());
    return Map.of(
        "webhook-id", id, "webhook-timestamp", time, "webhook-signature", signature(time, body));
  }

  private String signature(String time, byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    mac.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
    return "v1," + java.util.Base64.getEncoder().encodeToString(mac.doFinal(body));
  }
}
