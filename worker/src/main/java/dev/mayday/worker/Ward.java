package dev.mayday.worker;

import dev.mayday.activities.Check;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Host;
import dev.mayday.activities.pm2.Launched;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.unix.Account;
import dev.mayday.incident.Messaging;
import dev.mayday.incident.Service;
import dev.mayday.system.EnvState;
import dev.mayday.system.LogMark;
import dev.mayday.system.ProcessState;
import dev.mayday.system.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One service, looked at on its own host. */
record Ward(EstateFile estate, Service service, HostPorts ports, Secrets secrets, Looks look) {

  void visit() {
    new SessionsWard(service, ports, estate.copies().containsKey(service.target()), look).visit();
    new RoomWard(service, look).visit();
    checkout();
    Host host = estate.hosts().get(service.host());
    UserWard users = new UserWard(service, host, look);
    Optional<Account> user = users.visit();
    user.ifPresent(account -> as(account, host, users));
    Looks both = look.stopping(Looks.FALL_BACK, Looks.RETURN);
    look(both, ".env", this::env);
    look(both, "process", this::process);
    look(both, "log", this::log);
    if (!service.messaging().statusUrl().isEmpty()) look(both, "status page", this::status);
    look(both, "test message", this::message);
    look(both, "neighbours", new Surrounded(service, ports)::look);
  }

  /** What can be tried only where programs run as the service's user. */
  private void as(Account user, Host host, UserWard users) {
    Optional<Launched> launched = users.launched();
    new Rights(service, user, Account.own(), launched, look).visit();
    launched.ifPresent(
        process -> new ReleaseWard(service, host, ports, user, process, look).visit());
  }

  private void look(Looks stops, String what, Check check) {
    stops.at(service.target() + ": " + what, check);
  }

  private void checkout() {
    Looks both = look.stopping(Looks.FALL_BACK, Looks.RETURN);
    look(both, "checkout", this::whole);
    look(look.stopping(Looks.FALL_BACK), "way to the tag", () -> way(service.checkout().tag()));
    look(look.stopping(Looks.RETURN), "way to the branch", () -> way(service.checkout().main()));
  }

  private String whole() {
    var state = ports.git().state(service.checkout());
    if (state.torn().isEmpty())
      return "is at "
          + (state.branch().isEmpty() ? state.commit().substring(0, 8) : state.branch());
    throw new Refused(
        "the working tree is torn: "
            + state.torn()
            + "\nHINT: finish or abort what git was doing there");
  }

  private String way(String name) {
    String commit = ports.git().resolve(service.checkout(), name);
    ports.git().ready(service.checkout(), commit, "");
    return name + " is " + commit.substring(0, 8) + ", and a checkout would go";
  }

  private String env() {
    EnvState env = ports.envFile().read(service.settings());
    String mode = env.values().get(service.settings().mode());
    if (mode == null)
      throw new Refused(
          service.settings().mode()
              + " is not set in "
              + service.settings().path()
              + "\nHINT: set it to "
              + service.settings().onDatabase());
    return service.settings().mode() + " is set to " + mode;
  }

  private String process() {
    ProcessState state = ports.pm2().state(service.process(), service.settings());
    Duration save = service.process().saveWithin();
    if (state.killedBefore(save))
      throw new Refused(
          "PM2 kills "
              + service.process().name()
              + " "
              + state.killTimeout().toMillis()
              + " ms after the stop signal, and sessions that it saves then are torn"
              + "\nHINT: set kill_timeout: "
              + save.toMillis()
              + " in its ecosystem file, or pm2 restart it with --kill-timeout "
              + save.toMillis());
    if (!state.status().equals("absent")) return "is " + state.status();
    throw new Refused(
        "PM2 does not know the process "
            + service.process().name()
            + "\nHINT: see whether the daemon of "
            + service.process().pm2Home()
            + " runs and the process is started");
  }

  private String log() {
    LogMark end = ports.pm2().mark(service.process());
    if (end.outInode() != 0) return "is read, " + end.outOffset() + " bytes";
    throw new Refused(
        "the log of "
            + service.process().name()
            + " is not there\nHINT: see where PM2 writes it (pm_out_log_path), and start the process");
  }

  /** One look at the page as a recovery reads it, so that a wrong field is seen. */
  private String status() {
    Messaging once = service.messaging().within(Duration.ZERO);
    var seen = ports.whatsapp().connected(once, service.process(), List.of(), null);
    if (seen.any())
      return "tells of " + seen.open().size() + " connected, " + seen.closed().size() + " not";
    throw new Refused(
        service.messaging().statusUrl()
            + " tells of no connection\nHINT: if the service is connected, see messaging.companies,"
            + " companyId, companyOpen and openValues; else its log");
  }

  private String message() {
    service.messaging().statusHeaders().values().forEach(secrets::plain);
    service.messaging().sendHeaders().values().forEach(secrets::plain);
    service.messaging().sendBody().values().forEach(secrets::plain);
    return Bot.reached(service.messaging().sendUrl()) + "; everything that it needs is there";
  }
}
