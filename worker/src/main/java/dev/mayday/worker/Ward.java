package dev.mayday.worker;

import dev.mayday.activities.Check;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Messaging;
import dev.mayday.incident.Service;
import dev.mayday.system.EnvState;
import dev.mayday.system.LogMark;
import dev.mayday.system.ProcessState;
import dev.mayday.system.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** One service, looked at on its own host. */
record Ward(Service service, HostPorts ports, Secrets secrets, BiConsumer<String, Check> look) {

  void visit() {
    new SessionsWard(service, ports, look).visit();
    look("checkout", this::checkout);
    look(".env", this::env);
    look("process", this::process);
    look("log", this::log);
    if (!service.messaging().statusUrl().isEmpty()) look("status page", this::status);
    look("test message", this::message);
  }

  private void look(String what, Check check) {
    look.accept(service.target() + ": " + what, check);
  }

  private String checkout() {
    String tag = ports.git().resolve(service.checkout(), service.checkout().tag());
    String main = ports.git().resolve(service.checkout(), service.checkout().main());
    var state = ports.git().state(service.checkout());
    if (!state.torn().isEmpty())
      throw new Refused(
          "the working tree is torn: "
              + state.torn()
              + "\nHINT: finish or abort what git was doing there");
    ports.git().ready(service.checkout(), tag, "");
    return "the tag is " + tag.substring(0, 8) + ", the branch " + main.substring(0, 8);
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
    Path file = Path.of(service.settings().path());
    if (!Files.isWritable(file) || !Files.isWritable(file.getParent()))
      throw new Refused(
          file + " cannot be replaced\nHINT: the worker must be able to write it and its folder");
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
    var seen =
        ports.whatsapp().connected(brief(service.messaging()), service.process(), List.of(), null);
    if (seen.any())
      return "tells of " + seen.open().size() + " connected, " + seen.closed().size() + " not";
    throw new Refused(
        service.messaging().statusUrl()
            + " tells of no connection\nHINT: if the service is connected, see messaging.companies,"
            + " companyId and companyOpen; else its log");
  }

  private String message() {
    service.messaging().sendHeaders().values().forEach(secrets::plain);
    service.messaging().sendBody().values().forEach(secrets::plain);
    return Bot.reached(service.messaging().sendUrl()) + "; everything that it needs is there";
  }

  /** The same questions, but nothing is waited for. */
  private static Messaging brief(Messaging all) {
    return new Messaging(
        all.statusUrl(),
        all.openLog(),
        all.databaseLog(),
        all.filesLog(),
        all.errorLog(),
        all.companies(),
        all.companyId(),
        all.companyOpen(),
        all.sendUrl(),
        all.sendHeaders(),
        all.sendBody(),
        all.sentField(),
        all.sentId(),
        Duration.ZERO);
  }
}
