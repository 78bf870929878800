package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services of one host: each has findings of its own, and neither is taken for the other. */
class TwoServicesTest {
  private static final String WHATSAPP = "production/whatsapp: ";
  private static final String CHAT = "production/chat: ";
  @TempDir Path folder;

  @Test
  void eachHasEveryFindingUnderItsOwnName() {
    List<Finding> all = examine(Estates.beside(folder, "app-1"));
    assertThat(of(WHATSAPP, all))
        .hasSizeGreaterThan(10)
        .contains("checkout", ".env", "process")
        .containsExactlyInAnyOrderElementsOf(of(CHAT, all));
    assertThat(all)
        .filteredOn(one -> one.what().startsWith(CHAT))
        .allMatch(one -> one.service().equals("chat") && one.environment().equals("production"));
  }

  /** Made well for each in turn: the other one's stays red. */
  @Test
  void whatIsWellForOneIsRedForTheOther() throws IOException {
    EstateFile estate = Estates.beside(folder, "app-1");
    assertThat(reds(estate)).contains(WHATSAPP + ".env", CHAT + ".env");
    Path chats = settings(estate, "chat");
    assertThat(reds(estate)).contains(WHATSAPP + ".env").doesNotContain(CHAT + ".env");
    settings(estate, "whatsapp");
    assertThat(reds(estate)).doesNotContain(WHATSAPP + ".env", CHAT + ".env");
    Files.delete(chats);
    assertThat(reds(estate)).contains(CHAT + ".env").doesNotContain(WHATSAPP + ".env");
  }

  private static Path settings(EstateFile estate, String name) throws IOException {
    Service service = estate.service(new Target("production", name));
    Path file = Path.of(service.settings().path());
    Files.createDirectories(file.getParent());
    return Files.writeString(file, service.settings().mode() + "=true\n");
  }

  private static List<String> of(String service, List<Finding> all) {
    return all.stream()
        .map(Finding::what)
        .filter(what -> what.startsWith(service))
        .map(what -> what.substring(service.length()))
        .map(what -> what.replaceFirst(" /.*", ""))
        .toList();
  }

  private static List<String> reds(EstateFile estate) {
    return examine(estate).stream().filter(one -> !one.ok()).map(Finding::what).toList();
  }

  private static List<Finding> examine(EstateFile estate) {
    return Doctor.examine(TwoServicesTest::gone, estate, new Secrets(Map.of()), List.of("app-1"));
  }

  private static Temporal gone() {
    throw new Unavailable("it is gone\nHINT: start it");
  }
}
