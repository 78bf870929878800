package dev.mayday.starter;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses in the Web UI. */
final class Links {
  private Links() {}

  static String run(String webUi, String namespace, String workflowId, String run) {
    String base = webUi.endsWith("/") ? webUi.substring(0, webUi.length() - 1) : webUi;
    return base
        + "/namespaces/"
        + encoded(namespace)
        + "/workflows/"
        + encoded(workflowId)
        + "/"
        + encoded(run);
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
