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

import org.sheratan.edge.console.report.Machine;

/** This machine, as its own console describes it. */
final class MachineFacts implements Machine {
  private final String name;
  private final Path folder;
  private final boolean safeMode;
  private volatile Optional<String> web = Optional.empty();

  MachineFacts(String name, Path folder, boolean safeMode) {
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

  @Override
  public boolean safeMode() {
    return safeMode;
  }
}
