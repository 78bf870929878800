package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.net.http.HttpRequest;

/**
 * What a service says of itself; each has a page of its own for it.
 *
 * @param pid of its process; 0 where it does not answer
 * @param mode where it keeps its sessions, in its own word
 */
record Self(long pid, String mode) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Web WEB = new Web();

  static Self of(Sandbox sandbox) throws IOException {
    return sandbox.traits().named() ? ofGateway(sandbox) : ofFirst(sandbox);
  }

  private static Self ofFirst(Sandbox sandbox) throws IOException {
    JsonNode said = JSON.readTree(WEB.page(sandbox.serviceUrl() + "/health"));
    return new Self(said.path("pid").asLong(), said.path("mode").asText());
  }

  private static Self ofGateway(Sandbox sandbox) throws IOException {
    JsonNode said =
        JSON.readTree(
            WEB.page(
                HttpRequest.newBuilder(sandbox.serviceUrl().resolve("/state"))
                    .header("X-Gateway-Key", sandbox.apiToken())));
    return new Self(said.at("/gateway/pid").asLong(), said.at("/gateway/backend").asText());
  }
}
