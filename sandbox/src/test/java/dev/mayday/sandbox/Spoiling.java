package dev.mayday.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes credentials bad on purpose, one company at a time, where the service reads them. */
public final class Spoiling {
  private static final int ATTEMPTS = 5;
  private static final String SIGNATURE = "{signedPreKey,signature,data}";
  private final Sandbox sandbox;
  private final World world;
  private final Programs programs;
  private final Cluster cluster;
  private final Map<Integer, String> bad = new LinkedHashMap<>();

  /** Nothing is bad yet. */
  public Spoiling(Sandbox sandbox) {
    this.sandbox = sandbox;
    world = World.load(sandbox.folder());
    programs = Programs.find();
    cluster = new Cluster(world, programs);
  }

  /** The company's signed pre-key gets a signature that nobody made. */
  public Spoiling forge(int company) {
    String signature = cluster.sql("SELECT creds#>>'%s' %s".formatted(SIGNATURE, of(company)));
    String forged = "AAAAAAAA" + signature.substring(8);
    String sql = "SELECT jsonb_set(creds, '%s', to_jsonb('%s'::text)) %s";
    bad.put(company, cluster.sql(sql.formatted(SIGNATURE, forged, of(company))));
    return this;
  }

  /** The company gets the credentials of one that is not here: they hold, but are not its own. */
  public Spoiling exchange(int company) {
    bad.put(company, stranger());
    return this;
  }

  /**
   * The service reads what is there now; it writes its credentials as it works, so that is looked
   * at. What WhatsApp's side refuses until now is no recovery's fault.
   */
  public void settle() {
    for (int attempt = 0; attempt < ATTEMPTS && !settled(); attempt++) {
      bad.forEach((company, creds) -> cluster.sql(write(company, creds)));
      sandbox.restartService();
    }
    assertThat(settled()).as("the service keeps writing over the damage").isTrue();
    Await.until("the others are connected", java.time.Duration.ofMinutes(1), this::othersOpen);
    new WhatsAppSide(world, programs).pardon();
  }

  private boolean othersOpen() {
    return sandbox.status().connected() == world.companies() - bad.size();
  }

  private boolean settled() {
    return bad.entrySet().stream()
        .allMatch(one -> one.getValue().equals(cluster.sql("SELECT creds " + of(one.getKey()))));
  }

  private static String of(int company) {
    return "FROM whatsapp_auth WHERE company_id = " + company;
  }

  private static String write(int company, String creds) {
    return "UPDATE whatsapp_auth SET updated_at = clock_timestamp(), creds = '%s' WHERE company_id = %d"
        .formatted(Awkward.inSql(creds), company);
  }

  /** One that was linked elsewhere; in the order and spacing of the database. */
  private String stranger() {
    try {
      Path folder = Files.createDirectories(sandbox.folder().resolve("stranger"));
      int number = world.companies() + 5;
      List<String> maker =
          List.of(
              programs.node().toString(),
              world.path("machinery/make.js").toString(),
              folder.toString(),
              Integer.toString(number),
              "0");
      Exec.in(folder).run(maker);
      List<String> made = Files.readAllLines(folder.resolve("auth.copy"));
      String creds = made.get(number - 1).split("\t", -1)[1].replace("\\\\", "\\");
      return cluster.sql("SELECT '%s'::jsonb".formatted(Awkward.inSql(creds)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
