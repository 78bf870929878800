package dev.mayday.activities.estate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.mayday.incident.Service;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** One text for one estate, so that a plan can say for which estate it was made. */
final class Canonical {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private Canonical() {}

  /** The same service with the hash over all of it, its search attributes left out. */
  static Service hashed(Service service) {
    return with(service, sha256(json(with(service, "", List.of()))), service.searchAttributes());
  }

  /** The same service with the search attributes that the server knows. */
  static Service seen(Service service, List<String> searchAttributes) {
    return with(service, service.hash(), searchAttributes);
  }

  private static Service with(Service s, String hash, List<String> searchAttributes) {
    return new Service(
        s.target(),
        s.drill(),
        s.host(),
        s.state(),
        s.database(),
        s.sessions(),
        s.checkout(),
        s.settings(),
        s.process(),
        s.messaging(),
        s.ladder(),
        s.policies(),
        s.runbook(),
        s.webUi(),
        s.zone(),
        hash,
        searchAttributes,
        s.neighbours(),
        s.traffic());
  }

  private static String json(Service service) {
    try {
      return JSON.writeValueAsString(service);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a service that cannot be written as JSON", e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a Java without SHA-256", e);
    }
  }
}
