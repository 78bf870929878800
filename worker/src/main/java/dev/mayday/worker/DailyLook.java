package dev.mayday.worker;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.temporal.Runs;
import dev.mayday.doctor.Examined;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One look of a worker's doctor, and everywhere that it is told. That it could not look, or that
 * what it found could not be left for {@code mayday status}, is a finding as well.
 *
 * @param hosts the hosts that this machine is
 */
record DailyLook(
    Temporal temporal,
    EstateFile estate,
    Secrets secrets,
    List<String> hosts,
    DoctorFigures figures) {

  /** Looks and tells; says whether everything would work. */
  boolean well() {
    List<Finding> findings = examined();
    Instant at = Instant.now();
    figures.tell(findings, at);
    Finding left = Finding.of("last findings", secrets, () -> leave(findings, at));
    if (left.ok()) return findings.stream().allMatch(Finding::ok);
    findings.add(left);
    figures.tell(findings, at);
    return false;
  }

  private List<Finding> examined() {
    List<Finding> found = new ArrayList<>();
    Finding whole =
        Finding.of(
            "doctor",
            secrets,
            () -> {
              found.addAll(Doctor.examine(temporal, estate, secrets, hosts));
              return "looked at everything";
            });
    if (!whole.ok()) found.add(whole);
    return found;
  }

  private String leave(List<Finding> findings, Instant at) {
    LastFindings kept = new LastFindings(temporal.client());
    for (String place : hosts.isEmpty() ? List.of(Examined.CONTROL) : hosts)
      Runs.asked(
          () -> {
            kept.keep(LastFindings.examined(place, at, findings));
            return place;
          });
    return "are left in Temporal, for mayday status";
  }
}
