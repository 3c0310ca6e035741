package org.sheratan.edge.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigEditTest {
  @TempDir
  private Path folder;

  private static String changed(String... lines) {
    return ConfigEdit.changed(String.join("\n", lines) + "\n", "radio", "region", "\"EU868\"");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("sheratan.toml"), text);
  }

  @Test
  void shouldChangeTheKeyInItsPlace() {
    assertEquals("# top\n[radio]\n  region =  \"EU868\"  # home\npower_dbm = 10\n",
        changed("# top", "[radio]", "  region =  \"US915\"  # home", "power_dbm = 10"));
    assertEquals("[radio]\nregion = \"EU868\"\n", changed("[radio]", "region = 'US915'"));
  }

  @Test
  void shouldAddTheKeyAtTheTopOfItsTable() {
    assertEquals("[radio] # r\nregion = \"EU868\"\nboard = \"modem\"\n[log]\n",
        changed("[radio] # r", "board = \"modem\"", "[log]"));
  }

  @Test
  void shouldAddTheTableAtTheEnd() {
    assertEquals("[log]\nlevel = \"info\"\n\n[radio]\nregion = \"EU868\"\n",
        changed("[log]", "level = \"info\""));
  }

  @Test
  void shouldNotTouchTheSameKeyElsewhere() {
    assertEquals("[market]\nregion = 1\n[radio]\nregion = \"EU868\"\n",
        changed("[market]", "region = 1", "[radio]", "region = \"\""));
  }

  @Test
  void shouldKeepPermissionsAndLeaveNoDraft() throws Exception {
    Path file = file("[radio]\nboard = \"modem\"\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    ConfigEdit.set(file, "radio", "spreading_factor", "9");
    assertEquals(9, ConfigReader.read(file).radio().spreadingFactor());
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void shouldRefuseWhatItCannotChangeAlone() throws IOException {
    String dotted = "radio.region = \"US915\"\n";
    Path file = file(dotted);
    assertThrows(ConfigException.class, () -> ConfigEdit.set(file, "radio", "region", "\"EU868\""));
    assertEquals(dotted, Files.readString(file));
    String inline = "radio = { region = \"US915\" }\n";
    file(inline);
    assertThrows(ConfigException.class, () -> ConfigEdit.set(file, "radio", "region", "\"EU868\""));
    assertEquals(inline, Files.readString(file));
  }

  @Test
  void shouldRefuseAValueThatIsOutOfRange() throws IOException {
    String text = "[radio]\nspreading_factor = 8\n";
    Path file = file(text);
    assertThrows(ConfigException.class, () -> ConfigEdit.set(file, "radio", "spreading_factor", "13"));
    assertEquals(text, Files.readString(file));
  }

  /** Region and listener set at the same time: both answered 200, and one was gone after the restart. */
  @Test
  void shouldKeepWhatTwoSetAtTheSameTime() throws Exception {
    Path file = folder.resolve("sheratan.toml");
    for (int round = 0; round < 30; round++) {
      Files.writeString(file, "[node]\nname = \"a\"\n");
      CompletableFuture<Void> other = CompletableFuture.runAsync(() -> assertDoesNotThrow(
          () -> ConfigEdit.set(file, "radio", "region", "\"EU868\"")));
      ConfigEdit.set(file, "http", "lan", "true");
      other.join();
      Config both = ConfigReader.read(file);
      assertTrue(both.http().lan(), "round " + round);
      assertEquals("EU868", both.radio().region(), "round " + round);
    }
  }

  @Test
  void shouldChangeAFileThatBeginsWithAByteOrderMark() throws Exception {
    Path file = file("\ufeff[radio]\nregion = \"US915\"\n");
    ConfigEdit.set(file, "radio", "region", "\"EU868\"");
    assertEquals("[radio]\nregion = \"EU868\"\n", Files.readString(file));
  }
}
