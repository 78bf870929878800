package dev.mayday.activities.web;

import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.EventListener;

/** Remembers whether writing of a request has begun. */
final class Written extends EventListener {
  private final AtomicBoolean begun = new AtomicBoolean();

  @Override
  public void requestHeadersStart(Call call) {
    begun.set(true);
  }

  boolean begun() {
    return begun.get();
  }
}
