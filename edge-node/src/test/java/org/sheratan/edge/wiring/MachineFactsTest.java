package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.config.HotspotNote;
import org.sheratan.edge.console.report.Hotspot;

class MachineFactsTest {
  private static final HotspotNote NOTE = new HotspotNote(true, "roof", "0123-4567-89ab-cdef");
  @TempDir
  Path root;
  private Path note;
  private Path state;

  @BeforeEach
  void setUp() throws IOException {
    note = Files.createDirectories(root.resolve("var/lib/sheratan-hotspot")).resolve("hotspot.toml");
    state = root.resolve("sys/class/net/wlan0/operstate");
  }

  private Optional<Hotspot> hotspot() {
    return new MachineFacts(root, "roof", root, false).hotspot();
  }

  private Optional<Hotspot.State> state() {
    return hotspot().map(Hotspot::state);
  }

  @Test
  void shouldKnowNoHotspotThatNoCardAskedFor() throws IOException {
    assertEquals(Optional.empty(), hotspot());
    Files.writeString(note, new HotspotNote(false, NOTE.ssid(), NOTE.password()).text());
    assertEquals(Optional.empty(), hotspot());
    Files.writeString(note, "on = true\n");
    assertEquals(Optional.empty(), hotspot());
  }

  @Test
  void shouldTellTheStateOfTheDeviceAsTheKernelDoes() throws IOException {
    Files.writeString(note, NOTE.text());
    assertEquals(Optional.of(Hotspot.State.NO_DEVICE), state());
    Files.createDirectories(state.getParent());
    Files.writeString(state, "down\n");
    assertEquals(Optional.of(Hotspot.State.DOWN), state());
    Files.writeString(state, "up\n");
    assertEquals(Optional.of(new Hotspot("roof", NOTE.password(), "10.83.72.1", Hotspot.State.UP)),
        hotspot());
  }
}
