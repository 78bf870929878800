package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every place in which Mayday could leave a secret, once the story is over. */
final class Search {
  /**
   * Where a secret is at home, beside the service's settings; all there is 0600 or in a 0700. By
   * hand the settings and PM2's list are kept as they were.
   */
  private static final List<String> HOMES =
      List.of("sandbox.json", "secrets/", "app/.git/config", "mayday/sealed/", "mayday/by-hand/");

  /**
   * Where the keys of companies and the numbers of their customers are, beside the service's.
   * Copies lie in the checkout where its disk is the one that is filled.
   */
  private static final List<String> SESSIONS_HOMES =
      List.of("app/copies/", "whatsapp/", "stranger/", "mayday/copies/", "cluster/");

  /** Of the sandbox's own programs: PM2's folder, and what PostgreSQL keeps in its own form. */
  private static final List<String> NOT_OURS = List.of("pm2/", "cluster/data", "cluster/password");

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  /** A page is computed by a worker; of very many the first ones stand for the others. */
  private static final int PAGES = 40;

  private static final List<String> OURS = List.of("recovery/", "incident/", "stand-back");

  private final Ground ground;
  private final Secrets secrets;
  private final String settings;
  private final String sessions;
  private final List<Leak> leaks = new ArrayList<>();

  Search(Ground ground) {
    this.ground = ground;
    this.secrets = ground.secrets();
    this.settings = "app/" + ground.sandbox.traits().settings();
    this.sessions = "app/" + ground.sandbox.traits().sessions();
  }

  /**
   * Asserts that no secret is anywhere, at the end of a story, whatever happened in it; and, as a
   * control, that the search finds a word that is no secret where programs have spoken.
   */
  static void findsNothing(Ground ground) {
    long begin = System.nanoTime();
    List<Leak> found;
    try {
      found = new Search(ground).everywhere();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(found).filteredOn(leak -> !leak.isControl()).isEmpty();
    assertThat(found)
        .as("the search finds what is there")
        .filteredOn(Leak::isControl)
        .extracting(Leak::place)
        .contains("history", "description", "said", "log", "server", "file", "command line");
    System.out.println("searched in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
  }

  List<Leak> everywhere() throws IOException {
    histories();
    schedules();
    text("metrics", ground.scene.metricsUrl(), ground.scene.get(ground.scene.metricsUrl()));
    ground.heard().forEach(said -> text("said", said.lines().findFirst().orElse(""), said));
    files();
    leaks.addAll(ground.watchman().seen());
    return leaks;
  }

  /** Events with memo, attributes, headers, inputs, failures; what is pending; page texts. */
  private void histories() {
    WorkflowClient client = ground.scene.client();
    Set<String> named = new LinkedHashSet<>();
    for (WorkflowExecutionHistory history : Histories.of(client).all()) {
      String id = history.getWorkflowExecution().getWorkflowId();
      named.add(id);
      history.getEvents().forEach(event -> bytes("history", id, event.toByteArray()));
    }
    named.forEach(id -> bytes("description", id, description(client, id)));
    named.stream()
        .filter(id -> OURS.stream().anyMatch(id::startsWith))
        .limit(PAGES)
        .forEach(id -> text("page", id, ground.page(client.newUntypedWorkflowStub(id))));
  }

  private static byte[] description(WorkflowClient client, String id) {
    DescribeWorkflowExecutionRequest request =
        DescribeWorkflowExecutionRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
            .build();
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(request)
        .toByteArray();
  }

  private void schedules() {
    ScheduleClient schedules =
        ScheduleClient.newInstance(
            ground.scene.client().getWorkflowServiceStubs(),
            ScheduleClientOptions.newBuilder().build());
    schedules
        .listSchedules()
        .map(one -> schedules.getHandle(one.getScheduleId()).describe())
        .forEach(one -> text("schedule", one.getId(), one.getSchedule() + " " + one.getInfo()));
  }

  /** Every file below a folder in which programs work: what goes meanwhile is gone. */
  private static List<Path> below(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            all.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
            throw e;
          }
        });
    return all;
  }

  /**
   * The sandbox's folder with Mayday's state, its logs and Temporal's own store; and the files at
   * the top of the folder for temporary ones, whose subfolders are of other programs.
   */
  private void files() throws IOException {
    Path folder = ground.sandbox.folder();
    for (Path file : below(folder))
      if (readable(file)) file(folder.relativize(file).toString(), file);
    Instant since = Files.getLastModifiedTime(folder.resolve("sandbox.json")).toInstant();
    Path temp = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> all = Files.list(temp)) {
      for (Path file : (Iterable<Path>) all.filter(Search::readable)::iterator)
        if (newer(file, since) && Files.isReadable(file)) file(file.toString(), file);
    }
  }

  private void file(String name, Path file) throws IOException {
    if (NOT_OURS.stream().anyMatch(name::startsWith)) return;
    try {
      look(name, file);
    } catch (NoSuchFileException gone) {
      // Programs work here: what is gone since it was listed is nowhere.
      assertThat(file).doesNotExist();
    }
  }

  private void look(String name, Path file) throws IOException {
    for (String secret : in(file)) {
      if (!atHome(secret, name)) leaks.add(new Leak(kind(name), name, secret));
      else if (madeByMayday(name) && open(file))
        leaks.add(new Leak("readable by others", name, secret));
    }
  }

  /** Whether somebody else can come to it, from the sandbox's folder on. */
  private boolean open(Path file) throws IOException {
    for (Path at = file; !at.equals(ground.sandbox.folder()); at = at.getParent())
      if (Files.getPosixFilePermissions(at).stream().noneMatch(OTHERS::contains)) return false;
    return true;
  }

  /** What ends while it is looked for is no file that is left behind. */
  private Set<String> in(Path file) throws IOException {
    try {
      return new Pieces(secrets).in(file);
    } catch (NoSuchFileException gone) {
      return Set.of();
    }
  }

  private static String kind(String name) {
    if (name.equals("mayday.log")) return "log";
    if (name.startsWith("temporal.")) return "server";
    if (name.startsWith("mayday/reports/")) return "report";
    return "file";
  }

  private boolean madeByMayday(String name) {
    return Stream.of(settings, sessions, "mayday/").anyMatch(name::startsWith);
  }

  private boolean atHome(String secret, String name) {
    boolean ofSessions = secret.startsWith(Secrets.SESSIONS);
    return name.startsWith(ofSessions ? sessions : settings)
        || (ofSessions ? SESSIONS_HOMES : HOMES).stream().anyMatch(name::startsWith);
  }

  private static boolean readable(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean newer(Path file, Instant since) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isAfter(since);
    } catch (IOException gone) {
      return false;
    }
  }

  private void text(String place, String where, String text) {
    bytes(place, where, text.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(String place, String where, byte[] bytes) {
    secrets.in(bytes).forEach(name -> leaks.add(new Leak(place, where, name)));
  }
}
