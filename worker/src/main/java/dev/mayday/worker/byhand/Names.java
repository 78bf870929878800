package dev.mayday.worker.byhand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Host;
import dev.mayday.incident.Messaging;
import dev.mayday.incident.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a page calls things by.
 *
 * @param estate names hosts and the state folder
 * @param service whose page it is
 */
record Names(EstateFile estate, Service service) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENV = "env:";

  /** By the place in the page that they fill. */
  Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("target", service.target().toString());
    all.put("environment", service.target().environment());
    all.put("service", service.target().service());
    all.put("host", service.host());
    all.put("temporal", Shell.word(service.state() + "/temporal"));
    all.put("hand", hand());
    all.put("exports", exports());
    all.put("variables", variables());
    files(all);
    words(all);
    all.putAll(new Neighbourly(service.neighbours(), service.process()).all());
    return all;
  }

  private void words(Map<String, String> all) {
    all.put("process", service.process().name());
    all.put("pm2Home", service.process().pm2Home());
    all.put("userWords", or(service.process().user(), "that of Mayday's worker"));
    all.put("database", service.database().url());
    all.put("authTable", service.sessions().auth().table());
    all.put("keysTable", service.sessions().keys().table());
    all.put("leap", String.valueOf(service.sessions().preKeyLeap()));
    all.put("probeApart", words(service.database().probeApart()));
    all.put("stableFor", words(service.database().stableFor()));
    all.put("saveWithin", words(service.process().saveWithin()));
    all.put("steadyFor", words(service.process().steadyFor()));
  }

  private void files(Map<String, String> all) {
    all.put("checkout", service.checkout().path());
    all.put("main", service.checkout().main());
    all.put("tag", service.checkout().tag());
    all.put("envFile", service.settings().path());
    all.put("mode", service.settings().mode());
    all.put("onDatabase", service.settings().onDatabase());
    all.put("onFiles", service.settings().onFiles());
    all.put("leaveOutWords", or(service.settings().leaveOut(), "it cannot be told"));
    all.put("folder", service.sessions().folder());
    all.put("companyFolder", service.sessions().companyFolder());
    all.put("copies", service.sessions().copies());
    all.put("handsOff", handsOff(""));
    all.put("tagModules", TagModules.place(service.checkout()));
    all.put("branchModules", TagModules.putBack(service.checkout()));
    all.put("excludes", handsOff(":(exclude)") + " " + Shell.word(":(exclude)*.mayday-*"));
  }

  /** What git must leave alone, as paths within the checkout. */
  private String handsOff(String magic) {
    Path checkout = Path.of(service.checkout().path());
    List<String> within =
        service.checkout().handsOff().stream()
            .map(Path::of)
            .filter(path -> path.startsWith(checkout))
            .map(path -> Shell.word(magic + checkout.relativize(path)))
            .toList();
    return within.isEmpty() ? Shell.word(magic + ".mayday-none") : String.join(" ", within);
  }

  private String hand() {
    return Path.of(service.state())
        .resolve("by-hand")
        .resolve(service.target().environment())
        .resolve(service.target().service())
        .toString();
  }

  /** One line for each: what a shell and the tools of the page know the service by. */
  private String exports() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("HAND", hand());
    process(all);
    places(all);
    messaging(service.messaging(), all);
    return all.entrySet().stream()
        .map(one -> "export " + one.getKey() + "=" + Shell.word(or(one.getValue(), "")))
        .collect(Collectors.joining("\n"));
  }

  private void process(Map<String, String> all) {
    Host host = estate.hosts().get(service.host());
    all.put("NODE", host.node());
    all.put("PM2", host.pm2());
    all.put("GIT", host.git());
    all.put("PM2_HOME", service.process().pm2Home());
    all.put("PM2_USER", service.process().user());
    all.put("PROCESS", service.process().name());
    all.put("SAVE_WITHIN", millis(service.process().saveWithin()));
    all.put("STOP_WITHIN", millis(service.process().stopWithin()));
    all.put("STEADY_FOR", millis(service.process().steadyFor()));
  }

  private void places(Map<String, String> all) {
    all.put("DATABASE", service.database().url());
    all.put("CONNECT_WITHIN", millis(service.database().connectWithin()));
    all.put("PROBE_APART", millis(service.database().probeApart()));
    all.put("CHECKOUT", service.checkout().path());
    all.put("TAG", service.checkout().tag());
    all.put("ENV_FILE", service.settings().path());
    all.put("MODE", service.settings().mode());
    all.put("ON_FILES", service.settings().onFiles());
    all.put("LEAVE_OUT", service.settings().leaveOut());
    all.put("LEAVE_OUT_SEPARATOR", service.settings().leaveOutSeparator());
    all.put("FOLDER", service.sessions().folder());
    all.put("NEIGHBOURS", json(Neighbourly.inPm2(service)));
    all.put("COMPANY_FOLDER", service.sessions().companyFolder());
    all.put("COPIES", service.sessions().copies());
    all.put("LEAP", String.valueOf(service.sessions().preKeyLeap()));
  }

  private static void messaging(Messaging messaging, Map<String, String> all) {
    all.put("STATUS_URL", messaging.statusUrl());
    all.put("STATUS_HEADERS", json(messaging.statusHeaders()));
    all.put("COMPANIES", messaging.companies());
    all.put("COMPANY_ID", messaging.companyId());
    all.put("COMPANY_OPEN", messaging.companyOpen());
    all.put("OPEN_VALUES", json(messaging.openValues()));
    all.put("OPEN_WITHIN", millis(messaging.connectWithin()));
    all.put("ERROR_LOG", json(messaging.errorLog()));
    all.put("ERRORS_IN", messaging.errorsIn().name());
    all.put("SEND_URL", messaging.sendUrl());
    all.put("SEND_METHOD", messaging.sendMethod());
    all.put("SEND_AS", messaging.sendAs().name());
    all.put("SEND_HEADERS", json(messaging.sendHeaders()));
    all.put("SEND_BODY", json(messaging.sendBody()));
    all.put("SEND_UNQUOTED", json(messaging.sendUnquoted()));
    all.put("SENT_FIELD", messaging.sentField());
    all.put("SENT_VALUES", json(messaging.sentValues()));
    all.put("SENT_ID", messaging.sentId());
  }

  /** Secrets that are variables of the worker are in no file that a shell could read. */
  private String variables() {
    TreeSet<String> names =
        Stream.of(
                Stream.of(service.database().url()),
                service.messaging().statusHeaders().values().stream(),
                service.messaging().sendHeaders().values().stream(),
                service.messaging().sendBody().values().stream())
            .flatMap(all -> all)
            .filter(reference -> reference.startsWith(ENV))
            .map(reference -> "`" + reference.substring(ENV.length()) + "`")
            .collect(Collectors.toCollection(TreeSet::new));
    return names.isEmpty()
        ? ""
        : "In every new shell, first set what only the worker has in its environment, without writing"
            + " it into a history (`read -rs NAME && export NAME`): "
            + String.join(", ", names)
            + ".\n\n";
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("cannot be written as JSON: " + value, impossible);
    }
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }

  private static String words(Duration duration) {
    return duration.toSeconds() % 60 == 0 && !duration.isZero()
        ? duration.toMinutes() + " min"
        : duration.toMillis() % 1000 == 0
            ? duration.toSeconds() + " s"
            : duration.toMillis() + " ms";
  }

  private static String or(String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }
}
