package dev.mayday.starter.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.system.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Standard Webhooks (standardwebhooks.com): HMAC-SHA256 over {@code id.timestamp.body}, and a
 * message whose {@code type} ends in {@code .triggered} or {@code .resolved} and whose {@code data}
 * has id, severity, summary and labels.
 */
final class StandardWebhookAlerts implements Sender {
  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private final Intake intake;
  private final Duration window;

  /**
   * @param window how far a message's time may be from now, in either direction
   */
  StandardWebhookAlerts(Intake intake, Duration window) {
    this.intake = intake;
    this.window = window;
  }

  @Override
  public String delivery(Post post) {
    return post.said("webhook-id");
  }

  @Override
  public boolean genuine(Post post) {
    String id = delivery(post);
    String time = post.said("webhook-timestamp");
    if (id.isEmpty() || !timely(time, post.at())) return false;
    byte[] right = sign(id + "." + time + ".", post.body());
    boolean genuine = false;
    for (String given : post.said("webhook-signature").split(" +", -1))
      genuine |= given.startsWith(VERSION) && MessageDigest.isEqual(right, bytes(given));
    return genuine;
  }

  private boolean timely(String time, Instant now) {
    if (!time.matches("\\d{1,12}")) return false;
    Instant said = Instant.ofEpochSecond(Long.parseLong(time));
    return Duration.between(said, now).abs().compareTo(window) <= 0;
  }

  private byte[] sign(String head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(), "HmacSHA256"));
      mac.update(bytes(head));
      return bytes(VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HmacSHA256", impossible);
    }
  }

  private byte[] key() {
    String secret = intake.secrets().resolve(intake.source().secret()).reveal();
    try {
      byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^" + PREFIX, ""));
      if (key.length > 0) return key;
    } catch (IllegalArgumentException noBase64) {
      // Said below, together with an empty key.
    }
    throw new Refused(
        "the signing secret of the alert source "
            + intake.source().name()
            + " is not whsec_ and Base64\nHINT: copy it from the sender as it is");
  }

  @Override
  public List<Reading> read(JsonNode message, Instant at) throws Malformed {
    String type = message.path("type").asText();
    JsonNode data = message.path("data");
    if (!type.endsWith(".triggered") && !type.endsWith(".resolved"))
      throw new Malformed("type ends neither in .triggered nor in .resolved");
    if (!data.isObject()) throw new Malformed("data is no object");
    return List.of(
        intake.reading(
            data.path("id").asText(),
            type.endsWith(".triggered"),
            message.path("timestamp").asText(),
            at,
            data.path("severity").asText(),
            data.path("summary").asText(),
            labels(data)));
  }

  private static Map<String, String> labels(JsonNode data) {
    Map<String, String> labels = Intake.labels(data);
    labels.putAll(Intake.labels(data.path("labels")));
    return labels;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
