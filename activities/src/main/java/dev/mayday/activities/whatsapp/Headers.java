package dev.mayday.activities.whatsapp;

import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Refused;
import java.util.Map;
import okhttp3.Request;

/**
 * Configured headers, put on a request.
 *
 * @param key where they are configured
 * @param all by name; values may be references
 */
record Headers(String key, Map<String, String> all, Secrets secrets) {
  Request on(Request.Builder request) {
    all.forEach((name, value) -> add(request, name, secrets.plain(value)));
    return request.build();
  }

  /** The library's own complaint about a header quotes its value, which may be a secret. */
  private void add(Request.Builder request, String name, String value) {
    try {
      request.header(name, value);
    } catch (IllegalArgumentException quoted) {
      throw new Refused(
          key
              + ": "
              + name
              + " cannot be sent as a header\nHINT: "
              + "a header's value is one line of ASCII; look for a line break in its secret");
    }
  }
}
