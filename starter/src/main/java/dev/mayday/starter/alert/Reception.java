package dev.mayday.starter.alert;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What becomes of a message: believed, read, committed, and only then answered. */
final class Reception {
  private final Map<String, Sender> senders;
  private final Commits commits;
  private final Strays strays;
  private final Seen seen;
  private final Tally tally;

  Reception(Map<String, Sender> senders, Commits commits, Strays strays, Seen seen, Tally tally) {
    this.senders = senders;
    this.commits = commits;
    this.strays = strays;
    this.seen = seen;
    this.tally = tally;
  }

  /** The answer, once it is known. It never fails. */
  CompletableFuture<Reply> take(String name, Post post) {
    Sender sender = senders.get(name);
    return (sender == null ? now(unknown()) : believed(name, sender, post))
        .exceptionally(Reception::trouble)
        .thenApply(reply -> counted(sender == null ? "unknown" : name, reply));
  }

  /** The answer to a message that was not read to its end. */
  Reply unread(String name, Reply trouble) {
    return counted(senders.containsKey(name) ? name : "unknown", trouble);
  }

  private CompletableFuture<Reply> believed(String name, Sender sender, Post post) {
    try {
      if (!sender.genuine(post)) return now(notGenuine());
      List<Reading> readings = sender.read(Strict.object(post.body()), post.at());
      String delivery = sender.delivery(post);
      if (delivery.isEmpty()) return commit(readings);
      return seen.once(name + "/" + delivery, post.at(), () -> commit(readings));
    } catch (Malformed wrong) {
      return now(
          Reply.no(400, "malformed", wrong.getMessage(), "compare it with the source's own form"));
    } catch (Refused misconfigured) {
      return now(Reply.unavailable("this source's secret cannot be used here"));
    }
  }

  private CompletableFuture<Reply> commit(List<Reading> readings) {
    Map<Target, List<Alert>> incidents = new LinkedHashMap<>();
    List<Alert> unmatched = new ArrayList<>();
    for (Reading reading : readings)
      reading
          .target()
          .map(target -> incidents.computeIfAbsent(target, any -> new ArrayList<>()))
          .orElse(unmatched)
          .add(reading.alert());
    try {
      strays.keep(unmatched);
    } catch (Unavailable unwritten) {
      return now(Reply.unavailable("an alert that matches no service cannot be recorded"));
    }
    Reply accepted = Reply.accepted(readings.size() - unmatched.size(), unmatched.size());
    return landed(incidents).thenApply(all -> accepted);
  }

  private CompletableFuture<Void> landed(Map<Target, List<Alert>> incidents) {
    return CompletableFuture.allOf(
        incidents.entrySet().stream()
            .map(incident -> commits.add(incident.getKey(), incident.getValue()))
            .toArray(CompletableFuture[]::new));
  }

  private Reply counted(String source, Reply reply) {
    tally.count(source, reply.result());
    return reply;
  }

  private static Reply trouble(Throwable any) {
    return Reply.unavailable("the alerts are not in Temporal");
  }

  private static Reply unknown() {
    return Reply.no(
        404, "unknown", "there is no such alert source", "look at webhook.sources in mayday.yaml");
  }

  private static Reply notGenuine() {
    return Reply.no(
        401,
        "unauthorised",
        "the message is not proven to be from this source",
        "check the token or signing secret and the sender's clock");
  }

  private static CompletableFuture<Reply> now(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }
}
