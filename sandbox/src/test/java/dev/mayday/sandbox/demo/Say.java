package dev.mayday.sandbox.demo;

import dev.mayday.activities.approvers.Codes;
import dev.mayday.incident.Question;
import dev.mayday.runbook.Decision;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** What anybody who reaches the namespace can say to a run, by a client of their own. */
record Say(Ground ground, String run) {
  /** An answer with the code that this person's own token gives. */
  Decision proven(Question about, String answer, String by) {
    return with(about, answer, by, code(about, answer, by));
  }

  String code(Question about, String answer, String by) {
    try {
      String token = Files.readString(ground.sandbox.secret(by)).strip();
      return Codes.make(token, run, about.number(), about.plan(), by, answer, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Decision with(Question about, String answer, String by, String code) {
    return new Decision(about.number(), answer, by, code, "", false);
  }

  /** What came of it; a rejection is its reason. */
  String decide(Decision decision) {
    return update("decide", decision);
  }

  String update(String name, Object words) {
    try {
      return ground.of(run).update(name, String.class, words);
    } catch (WorkflowUpdateException rejected) {
      return rejected.getCause() instanceof ApplicationFailure said
          ? "rejected: " + said.getOriginalMessage()
          : "rejected: " + rejected.getMessage();
    }
  }

  /** Several at the very same time. */
  List<String> atOnce(Decision... decisions) {
    CyclicBarrier start = new CyclicBarrier(decisions.length);
    ExecutorService each = Executors.newFixedThreadPool(decisions.length);
    List<CompletableFuture<String>> said =
        Stream.of(decisions)
            .map(
                one ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          await(start);
                          return decide(one);
                        },
                        each))
            .toList();
    each.shutdown();
    return said.stream().map(CompletableFuture::join).toList();
  }

  private static void await(CyclicBarrier start) {
    try {
      start.await();
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }
}
