package dev.mayday.activities.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * HTTP requests that are tried exactly once. OkHttp repeats requests on its own in more than one
 * case (a broken connection, 408, 503 with {@code Retry-After: 0}, redirects); each is off here,
 * because what a second attempt would do again is somebody else's to decide.
 *
 * <p>Connections are not kept: one that the server closed meanwhile would look like an unclear
 * answer.
 */
public final class OneAttempt {
  private static final long LARGEST_ANSWER = 1 << 20;
  private final OkHttpClient client;

  /**
   * @param connectWithin how long a connection may take
   * @param answerWithin how long the whole exchange may take
   */
  public OneAttempt(Duration connectWithin, Duration answerWithin) {
    client =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .connectTimeout(connectWithin)
            .readTimeout(answerWithin)
            .writeTimeout(answerWithin)
            .callTimeout(answerWithin)
            .build();
  }

  /**
   * Makes the request once and reads the answer whole.
   *
   * @throws NotSent when not one byte of the request was written
   * @throws Unclear when the request may have arrived and no whole answer came
   */
  public Answer make(Request request) throws NotSent, Unclear {
    Written written = new Written();
    OkHttpClient watched = client.newBuilder().eventListener(written).build();
    try (Response response = watched.newCall(OneShot.of(request)).execute()) {
      return read(response);
    } catch (IOException broken) {
      if (written.begun()) throw new Unclear(why(broken));
      throw new NotSent(why(broken));
    }
  }

  private static Answer read(Response response) throws IOException {
    var source = response.body().source();
    if (source.request(LARGEST_ANSWER + 1)) throw new IOException("oversized");
    String body = source.getBuffer().readString(StandardCharsets.UTF_8);
    return new Answer(response.code(), response.headers(), body);
  }

  /** A URL as it may be shown: without user, password, query and fragment. */
  public static String shown(HttpUrl url) {
    return url.newBuilder().username("").password("").query(null).fragment(null).toString();
  }

  /** Our own words: texts of the library may quote what the server sent. */
  private static String why(IOException broken) {
    if (broken instanceof UnknownHostException) return "the host name is not known";
    if (broken instanceof ConnectException) return "the connection was refused";
    if (broken instanceof SSLException) return "TLS could not be agreed on";
    if (broken instanceof InterruptedIOException) return "no answer came in time";
    return "the connection broke";
  }
}
