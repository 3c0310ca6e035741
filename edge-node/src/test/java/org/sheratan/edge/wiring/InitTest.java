package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.radio.secure.NetworkKey;

class InitTest {
  private static final String KEY = "0123456789abcdef".repeat(4);

  @TempDir
  Path temporary;

  @Test
  void shouldSetUpAFolderThatOnlyItsOwnerCanRead() throws Exception {
    Path folder = temporary.resolve("deep/alpha");
    Init.Report report = Init.run(request(folder, Optional.empty(), Init.configFor("alpha")));
    assertTrue(report.founded());
    assertEquals("rwx------", mode(folder));
    assertEquals("rw-------", mode(report.folder().identityFile()));
    assertEquals("rw-------", mode(report.folder().configFile()), "whole and synced as all secrets are");
    assertEquals("rw-------", mode(report.folder().networkKeyFile()));
    assertEquals(List.of("epoch.mark", "identity.key", "network.key", "sheratan.toml"), names(folder));
    assertEquals("alpha", ConfigReader.read(report.folder().configFile()).node().name());
  }

  @Test
  void shouldTakeAGivenNetworkKey() throws Exception {
    Init.Report report = Init
        .run(request(temporary.resolve("a"), Optional.of(NetworkKeyText.parse(KEY, "stdin")), ""));
    assertFalse(report.founded());
    assertEquals(KEY, SecretFile.read(report.folder().networkKeyFile()));
  }

  @Test
  void shouldRefuseASecondTime() throws Exception {
    Init.Request request = request(temporary.resolve("a"), Optional.empty(), "");
    Init.run(request);
    StartRefusal refusal = assertThrows(StartRefusal.class, () -> Init.run(request));
    assertEquals(ExitStatus.CONFLICT, refusal.status());
    assertTrue(refusal.getMessage().contains("set up already"), refusal.getMessage());
  }

  @Test
  void shouldFinishWhatACrashInterrupted() throws Exception {
    Path folder = temporary.resolve("a");
    Init.Report first = Init.run(request(folder, Optional.empty(), ""));
    String key = SecretFile.read(first.folder().networkKeyFile());
    Files.delete(first.folder().configFile());
    Init.Report second = Init.run(request(folder, Optional.empty(), ""));
    assertEquals(first.id(), second.id());
    assertEquals(key, SecretFile.read(second.folder().networkKeyFile()));
    Files.delete(first.folder().configFile());
    StartRefusal refusal = assertThrows(StartRefusal.class,
        () -> Init.run(request(folder, Optional.of(NetworkKey.generate(new SystemRandomness())), "")));
    assertEquals(ExitStatus.CONFLICT, refusal.status());
  }

  @Test
  void shouldWriteNothingForAConfigurationThatCannotBeUsed() {
    Path folder = temporary.resolve("a");
    StartRefusal refusal = assertThrows(StartRefusal.class,
        () -> Init.run(request(folder, Optional.empty(), Init.configFor("\n"))));
    assertEquals(ExitStatus.USAGE, refusal.status());
    assertFalse(Files.exists(folder));
  }

  @Test
  void shouldSayWhyAFolderCannotBeMade() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    StartRefusal refusal = assertThrows(StartRefusal.class,
        () -> Init.run(request(file.resolve("a"), Optional.empty(), "")));
    assertEquals(ExitStatus.FAILURE, refusal.status());
    assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
  }

  private static Init.Request request(Path folder, Optional<NetworkKey> key, String config) {
    return new Init.Request(folder, key, config);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
