package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

/** How a client has a message sent, and what it is told; each service has its own way. */
interface Sending {
  /** For a company, to somebody. */
  HttpRequest.Builder request(String company, String phone) throws IOException;

  /** The message's id where the answer says that it is sent; else empty. */
  String id(JsonNode answer);

  /** The way of the service that stands in a sandbox. */
  static Sending to(Sandbox sandbox) {
    return sandbox.traits().named() ? new ToOutbox(sandbox) : new ToApi(sandbox);
  }

  /** Of the service that the runbook was written for. */
  record ToApi(Sandbox sandbox) implements Sending {
    @Override
    public HttpRequest.Builder request(String company, String phone) throws IOException {
      return HttpRequest.newBuilder(URI.create(sandbox.serviceUrl() + "/api/whatsapp/send"))
          .header("Authorization", "Bearer " + sandbox.apiToken())
          .header("Content-Type", "application/json")
          .POST(
              body(
                  Map.of(
                      "company",
                      Integer.valueOf(company),
                      "phone",
                      phone,
                      "message",
                      "your parcel is on its way")));
    }

    @Override
    public String id(JsonNode answer) {
      return answer.path("success").asBoolean() ? answer.path("messageId").asText() : "";
    }
  }

  /** Of the other one. */
  record ToOutbox(Sandbox sandbox) implements Sending {
    @Override
    public HttpRequest.Builder request(String tenant, String number) throws IOException {
      return HttpRequest.newBuilder(URI.create(sandbox.serviceUrl() + "/v2/outbox"))
          .header("X-Gateway-Key", sandbox.apiToken())
          .PUT(
              body(
                  Map.of(
                      "tenant",
                      tenant,
                      "to",
                      Map.of("number", number),
                      "content",
                      Map.of("text", "your parcel is on its way"),
                      "priority",
                      1,
                      "silent",
                      false)));
    }

    @Override
    public String id(JsonNode answer) {
      return answer.at("/message/ref").asText();
    }
  }

  private static HttpRequest.BodyPublisher body(Map<String, Object> order) throws IOException {
    return HttpRequest.BodyPublishers.ofByteArray(new ObjectMapper().writeValueAsBytes(order));
  }
}
