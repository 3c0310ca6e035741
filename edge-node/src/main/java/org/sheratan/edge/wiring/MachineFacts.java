package org.sheratan.edge.wiring;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.HotspotNote;
import org.sheratan.edge.console.report.Hotspot;
import org.sheratan.edge.console.report.Machine;

/** This machine, as its own console describes it. */
final class MachineFacts implements Machine {
  /** The one that a card can turn into an access point. */
  private static final String WIFI = "sys/class/net/wlan0";
  private static final String NOTE = "var/lib/sheratan-hotspot/hotspot.toml";

  private final Path root;
  private final String name;
  private final Path folder;
  private final boolean safeMode;
  private volatile Optional<String> web = Optional.empty();

  /** @param root of the machine's file system, {@code /} */
  MachineFacts(Path root, String name, Path folder, boolean safeMode) {
    this.root = root;
    this.safeMode = safeMode;
    this.name = name;
    this.folder = folder;
  }

  void onWeb(String address) {
    web = Optional.of(address);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String dataFolder() {
    return folder.toString();
  }

  @Override
  public OptionalLong freeBytes() {
    try {
      return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
    } catch (IOException unknown) {
      return OptionalLong.empty();
    }
  }

  @Override
  public List<String> addresses() {
    try {
      return NetworkInterface.networkInterfaces().flatMap(MachineFacts::ofInterface).sorted().toList();
    } catch (SocketException unknown) {
      return List.of();
    }
  }

  private static Stream<String> ofInterface(NetworkInterface each) {
    // The zone after the percent sign repeats the interface.
    return each.inetAddresses().filter(address -> !address.isLoopbackAddress())
        .map(address -> each.getName() + " " + address.getHostAddress().replaceAll("%.*", ""));
  }

  @Override
  public Optional<String> web() {
    return web;
  }

  /** A note that cannot be read is as good as none: the next start with the card's file writes another. */
  @Override
  public Optional<Hotspot> hotspot() {
    try {
      HotspotNote note = HotspotNote.read(root.resolve(NOTE));
      return note.on()
          ? Optional.of(new Hotspot(note.ssid(), note.password(), HotspotNote.ADDRESS, wifi()))
          : Optional.empty();
    } catch (IOException | ConfigException none) {
      return Optional.empty();
    }
  }

  /** Linux, Documentation/networking/operstates.rst. */
  private Hotspot.State wifi() {
    try {
      return Files.readString(root.resolve(WIFI).resolve("operstate")).strip().equals("up")
          ? Hotspot.State.UP
          : Hotspot.State.DOWN;
    } catch (IOException none) {
      return Hotspot.State.NO_DEVICE;
    }
  }

  @Override
  public boolean safeMode() {
    return safeMode;
  }
}
