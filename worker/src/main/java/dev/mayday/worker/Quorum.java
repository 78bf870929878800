package dev.mayday.worker;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Policy;
import dev.mayday.incident.Service;
import dev.mayday.system.Refused;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the people on a service's ladder are enough to approve a recovery of it. */
record Quorum(EstateFile estate, Secrets secrets, Service service, Policy policy) {

  /**
   * Who can approve.
   *
   * @throws Refused when they are too few
   */
  String met() {
    List<String> ladder =
        service.ladder().stream().flatMap(rung -> rung.people().stream()).distinct().toList();
    int voices = policy.claimedCounts() ? ladder.size() : tokens(ladder).size();
    String proven = policy.claimedCounts() ? "" : " with a token of their own";
    if (voices < policy.quorum())
      throw new Refused(
          policy.quorum()
              + " must agree, but the ladder has only "
              + voices
              + proven
              + "\nHINT: put more people on the ladder, see to their tokens, or lower the quorum");
    return voices + proven + ", " + policy.quorum() + " must agree" + alone(voices);
  }

  /** Two people with one token are one voice: either could speak for the other. */
  private Set<String> tokens(List<String> ladder) {
    return ladder.stream()
        .map(name -> estate.person(name).token())
        .filter(this::there)
        .map(token -> secrets.resolve(token).reveal())
        .collect(Collectors.toSet());
  }

  private boolean there(String token) {
    try {
      return !secrets.resolve(token).reveal().isEmpty();
    } catch (Refused missing) {
      return false;
    }
  }

  private String alone(int voices) {
    boolean nobodyLeft = !policy.selfApproval() && voices == policy.quorum();
    return nobodyLeft ? "; none of them can start it by hand and approve it too" : "";
  }
}
