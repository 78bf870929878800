package dev.mayday.activities.web;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A body that OkHttp may not send twice: without it a 503 with "Retry-After: 0" is repeated. */
final class OneShot extends RequestBody {
  private final RequestBody body;

  private OneShot(RequestBody body) {
    this.body = body;
  }

  static Request of(Request request) {
    if (request.body() == null) return request;
    return request.newBuilder().method(request.method(), new OneShot(request.body())).build();
  }

  @Override
  public MediaType contentType() {
    return body.contentType();
  }

  @Override
  public long contentLength() throws IOException {
    return body.contentLength();
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    body.writeTo(sink);
  }
}
