package dev.mayday.sandbox.demo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Stories that mostly wait are told side by side. */
final class SideBySide {
  private SideBySide() {}

  /** Returns what each came to, when all have ended; throws what any of them threw. */
  static <T> List<T> tell(List<Supplier<T>> stories) {
    ExecutorService threads = Executors.newFixedThreadPool(stories.size());
    try {
      List<CompletableFuture<T>> told =
          stories.stream().map(story -> CompletableFuture.supplyAsync(story, threads)).toList();
      CompletableFuture.allOf(told.toArray(CompletableFuture[]::new))
          .handle((all, failure) -> null)
          .join();
      return told.stream().map(CompletableFuture::join).toList();
    } finally {
      threads.shutdown();
    }
  }
}
