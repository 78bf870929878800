package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.interceptors.WorkerInterceptor;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class InterceptorsTest {
  /** What the class path offers is for tests of crashes: a worker that is installed has none. */
  @Test
  void nothingThatMaydayShipsInterceptsAWorkerBesidesItsOwn() {
    assertThat(ServiceLoader.load(WorkerInterceptor.class)).isEmpty();
  }
}
