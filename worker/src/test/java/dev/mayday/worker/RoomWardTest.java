package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Service;
import dev.mayday.world.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that have too little room, and the same ones when they have enough. */
class RoomWardTest {
  @TempDir Path folder;
  private Path disk;
  private Service service;

  @BeforeEach
  void aSmallDisk() throws IOException {
    disk = Files.createDirectory(folder.resolve("disk"));
    Output mounted = mount("size=64m");
    assumeTrue(
        mounted.ok(), () -> "the kernel lets root alone mount a small disk: " + mounted.err());
    service = Estates.with(folder, "").services().values().iterator().next();
    assertThat(room().reds()).as("the usual disk has room for this test").isEmpty();
  }

  @AfterEach
  void unmount() {
    Commands.run(Command.of("umount", disk.toString()));
  }

  @Test
  void eachScenarioIsRedWhoseFoldersHaveTooLittleRoom() {
    Service well = service;
    service = Records.with(well, "sessions", Records.with(well.sessions(), "copies", "" + disk));
    assertThat(room().reds()).containsExactly(red("KeepWarmCopy"));
    service =
        Records.with(well, "sessions", Records.with(well.sessions(), "folder", disk + "/sessions"));
    assertThat(room().reds()).containsExactly(red("FallBackToFiles"));
    service = Records.with(well, "checkout", Records.with(well.checkout(), "path", "" + disk));
    assertThat(room().reds()).containsExactly(red("FallBackToFiles"), red("ReturnToPostgres"));
    room().red("room for ReturnToPostgres", "has 64 MiB free", "ReturnToPostgres");
    assertThat(mount("remount,size=1g").ok()).isTrue();
    assertThat(room().reds()).isEmpty();
  }

  @Test
  void aFolderOfMaydaysOnAFullDiskIsRed() {
    Secrets secrets = new Secrets(Map.of());
    Finding full = Finding.of("it", secrets, () -> Folders.roomy(disk + "/state"));
    assertThat(full.ok()).isFalse();
    assertThat(full.detail()).contains("only 64 MiB of room");
  }

  /** A disk that the service can fill would stop Temporal. */
  @Test
  void aStoreOfTemporalsOnADiskThatTheServiceFillsIsRed() throws IOException {
    Files.createDirectories(disk.resolve("store"));
    EstateFile estate =
        Estates.changed(
            folder, text -> text.replace("{path: FOLDER/checkout}", "{path: FOLDER/disk/app}"));
    StorePlace place = new StorePlace("127.0.0.1:7233", estate, List.of("app-1"));
    Listener server =
        new Listener(List.of("temporal", "server", "start-dev", "-f", "store/t.db"), disk);
    Finding found = Finding.of("it", new Secrets(Map.of()), () -> place.file(server));
    assertThat(found.ok()).isFalse();
    assertThat(found.detail())
        .contains("on the disk of production/whatsapp, 64 MiB free", "stops Mayday too");
  }

  private Map.Entry<String, List<String>> red(String scenario) {
    return Map.entry("production/whatsapp: room for " + scenario, List.of(scenario));
  }

  private Findings room() {
    return Findings.of(new Secrets(Map.of()), looks -> new RoomWard(service, looks).visit());
  }

  private Output mount(String options) {
    return Commands.run(
        Command.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()));
  }
}
