package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Listen;
import dev.mayday.worker.Metrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a person would lose who runs Mayday by the compose file. */
class ComposeTest {
  private static final String CONFIG = "/etc/mayday";

  private static final String CARELESS =
      """
      services:
        patient:
          image: postgres:latest
          environment: { POSTGRES_PASSWORD: hunter2 }
          ports: ["5432:5432"]
          volumes: ["./data:/data"]
      """;

  private final Compose compose = shipped();
  private final EstateFile estate =
      EstateFile.load(Compose.FOLDER.resolve("mayday/mayday.example.yaml"));

  private static Compose shipped() {
    try {
      return Compose.shipped();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void hasNothingOfACarelessFile() {
    assertThat(compose.unpinned()).isEmpty();
    assertThat(compose.silent()).isEmpty();
    assertThat(compose.notRestarted()).isEmpty();
    assertThat(compose.open()).isEmpty();
    assertThat(compose.telling()).isEmpty();
    assertThat(compose.writing()).isEmpty();
  }

  @Test
  void eachOfTheseRulesFindsTheCarelessOne() {
    Compose careless = Compose.parse(CARELESS);
    assertThat(
            Stream.of(
                careless.unpinned(),
                careless.silent(),
                careless.notRestarted(),
                careless.open(),
                careless.telling(),
                careless.writing()))
        .allMatch(List.of("patient")::equals);
  }

  @Test
  void temporalHasADatabaseOfItsOwnThatNobodyElseReaches() {
    String database = compose.environment("temporal").get("POSTGRES_SEEDS");
    assertThat(compose.of("postgres")).containsExactly(database);
    assertThat(compose.on("store")).containsExactly("temporal", database, "temporal-schema");
    assertThat(compose.root().at("/networks/store/internal").asBoolean()).isTrue();
    assertThat(compose.mounting("temporal-db")).containsExactly(database);
    assertThat(compose.ports(database)).isEmpty();
    assertThat(compose.environment(database)).containsKey("POSTGRES_PASSWORD_FILE");
  }

  @Test
  void theWebUiHasNoButtonThatLeavesAServiceHalfHealed() {
    assertThat(compose.environment("temporal-ui"))
        .containsEntry("TEMPORAL_WORKFLOW_TERMINATE_DISABLED", "true")
        .containsEntry("TEMPORAL_WORKFLOW_RESET_DISABLED", "true")
        .containsEntry("TEMPORAL_BATCH_ACTIONS_DISABLED", "true");
  }

  @Test
  void noContainerTakesTheStepsOfAHost() throws IOException {
    assertThat(commands()).isNotEmpty().doesNotContain("up", "--host");
  }

  @Test
  void everyCommandExists() throws IOException {
    assertThat(Cli.commandLine().getSubcommands().keySet()).containsAll(commands());
    assertThat(compose.command("mayday-worker")).containsExactly("worker");
    assertThat(compose.command("mayday-webhook")).containsExactly("webhook");
    assertThat(Compose.text("Dockerfile")).contains('"' + Main.class.getName() + '"');
  }

  @Test
  void whatIsAskedForHealthListensThere() {
    assertThat(compose.environment("mayday-worker").get("MAYDAY_HEALTH"))
        .isEqualTo("http://127.0.0.1:" + estate.metrics().port() + "/health");
    Listen desk = estate.webhook().orElseThrow().listen();
    assertThat(compose.environment("mayday-webhook").get("MAYDAY_HEALTH"))
        .isEqualTo("http://127.0.0.1:" + desk.port() + "/health");
    assertThat(List.of(desk.host(), estate.metrics().host())).containsOnly("0.0.0.0");
    assertThat(compose.ports("mayday-webhook"))
        .containsExactly("127.0.0.1:" + desk.port() + ":" + desk.port());
  }

  @Test
  void prometheusAsksWhereFiguresAre() throws Exception {
    assertThat(Compose.text("prometheus.yaml"))
        .contains("\"mayday-worker:" + estate.metrics().port() + "\"")
        .contains("\"mayday-webhook:" + estate.metrics().port() + "\"")
        .contains("\"temporal:" + port(compose.environment("temporal").get("PROMETHEUS_ENDPOINT")));
    try (Metrics metrics = new Metrics()) {
      Listen there = metrics.serve(new Listen("127.0.0.1", 0));
      assertThat(List.of(status(there, "/health"), status(there, "/metrics"))).containsOnly(200);
    }
  }

  @Test
  void linksInReportsLeadToThisWebUi() {
    URI link = URI.create(estate.webUi());
    assertThat(compose.ports("temporal-ui")).containsExactly(link.getAuthority() + ":8080");
    assertThat(compose.environment("temporal-ui"))
        .containsEntry("TEMPORAL_CORS_ORIGINS", estate.webUi());
  }

  @Test
  void theExampleReadsSecretsWhereTheyAreMountedAndKeepsItsStateOverARestart() throws IOException {
    assertThat(compose.mounting("./mayday")).isEqualTo(compose.of("mayday"));
    assertThat(compose.mounting("mayday-state")).isEqualTo(compose.of("mayday"));
    String dockerfile = Compose.text("Dockerfile");
    assertThat(dockerfile).contains("MAYDAY_CONFIG=" + CONFIG + "/mayday.yaml");
    assertThat(dockerfile).contains("VOLUME " + estate.state());
    assertThat(found(Compose.text("mayday/mayday.example.yaml"), "file:(\\S+?)[\",\\s]"))
        .isNotEmpty()
        .allMatch(secret -> secret.startsWith(CONFIG + "/secrets/"));
  }

  @Test
  void theImageIsPinnedHoldsTheDistributionAndDoesNotRunAsRoot() throws IOException {
    String dockerfile = Compose.text("Dockerfile");
    assertThat(found(dockerfile, "(?m)^FROM (\\S+)")).hasSize(2).allMatch(Compose::isPinned);
    assertThat(found(dockerfile, "(?m)^USER (\\S+)")).containsExactly("1000:1000");
    assertThat(dockerfile).contains("/src/starter/target/lib").contains("HEALTHCHECK");
    assertThat(Files.readString(Compose.FOLDER.resolve("../starter/pom.xml")))
        .contains("<goal>copy-dependencies</goal>")
        .doesNotContain("mayday-sandbox");
    String version = found(Files.readString(Compose.FOLDER.resolve("../pom.xml")), VERSION).get(0);
    assertThat(compose.services().get("mayday-worker").path("image").asText())
        .isEqualTo("mayday:" + version);
  }

  @Test
  void whatTemporalsContainersRunIsThereAndMayBeRun() {
    List<Path> scripts =
        Stream.of("temporal", "temporal-schema", "temporal-namespace")
            .map(service -> compose.command(service).get(0))
            .map(
                script -> Compose.FOLDER.resolve("temporal").resolve(Path.of(script).getFileName()))
            .toList();
    assertThat(scripts).hasSize(3).allMatch(Files::isExecutable);
  }

  private static final String VERSION =
      "<artifactId>mayday</artifactId>\\s*<version>(.+)</version>";

  /** What Mayday's containers run, and the image where nobody says what. */
  private List<String> commands() throws IOException {
    return Stream.concat(
            compose.of("mayday").stream()
                .flatMap(service -> compose.command(service).stream().limit(1)),
            found(Compose.text("Dockerfile"), "(?m)^CMD \\[\"(.+)\"]").stream())
        .toList();
  }

  private static List<String> found(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static String port(String listen) {
    return listen.substring(listen.lastIndexOf(':') + 1);
  }

  private static int status(Listen listen, String path) throws Exception {
    HttpRequest ask = HttpRequest.newBuilder(URI.create("http://" + listen + path)).build();
    return HttpClient.newHttpClient().send(ask, BodyHandlers.discarding()).statusCode();
  }
}
