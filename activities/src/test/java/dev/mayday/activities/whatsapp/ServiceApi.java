package dev.mayday.activities.whatsapp;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A service's HTTP API on a real socket. It keeps what it sent, whatever became of the answer. */
final class ServiceApi extends Dispatcher implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  final MockWebServer server = new MockWebServer();
  final List<String> sent = new CopyOnWriteArrayList<>();
  final List<RecordedRequest> posts = new CopyOnWriteArrayList<>();
  volatile MockResponse status = json(200, "{\"companies\":[]}");
  volatile MockResponse answer = json(200, "{\"success\":true,\"messageId\":\"3EB0C1\"}");
  volatile boolean sends = true;

  ServiceApi() throws IOException {
    server.setDispatcher(this);
    server.start();
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    if (request.getMethod().equals("GET")) return status;
    posts.add(request);
    if (sends) sent.add(text(request));
    return answer;
  }

  private static String text(RecordedRequest request) {
    try {
      return MAPPER.readTree(request.getBody().utf8()).path("message").asText();
    } catch (IOException noJson) {
      throw new IllegalStateException(noJson);
    }
  }

  void companies(List<String> open, List<String> closed) throws IOException {
    List<Map<String, Object>> list = new ArrayList<>();
    open.forEach(id -> list.add(company(id, "open")));
    closed.forEach(id -> list.add(company(id, "close")));
    status = json(200, MAPPER.writeValueAsString(Map.of("companies", list)));
  }

  private static Map<String, Object> company(String id, String state) {
    Map<String, Object> company = new LinkedHashMap<>();
    company.put("companyId", id);
    company.put("state", state);
    return company;
  }

  static MockResponse json(int code, String body) {
    return new MockResponse.Builder()
        .code(code)
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  static MockResponse late(Duration by) {
    return json(200, "{\"success\":true}")
        .newBuilder()
        .headersDelay(by.toMillis(), TimeUnit.MILLISECONDS)
        .build();
  }

  String url(String path) {
    return server.url(path).toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
