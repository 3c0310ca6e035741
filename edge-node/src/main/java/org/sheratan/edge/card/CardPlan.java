package org.sheratan.edge.card;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.sheratan.edge.config.ConfigEdit;
import org.sheratan.edge.config.ConfigException;

/** From what the card asks for to the files of this machine that say so. */
final class CardPlan {
  /** Boards that are no HAT: the header stays as it is, and closed to the service. */
  private static final List<String> OFF_HEADER = List.of("none", "modem");

  private final CardPlace place;
  private final List<PlannedFile> files = new ArrayList<>();

  private CardPlan(CardPlace place) {
    this.place = place;
  }

  /**
   * @return each file once, in the order in which they are to be written
   * @throws ConfigException when the node's own configuration cannot be changed
   */
  static List<PlannedFile> of(CardSettings settings, CardPlace place) throws ConfigException, IOException {
    CardPlan plan = new CardPlan(place);
    settings.hostname().ifPresent(plan::hostname);
    if (settings.wifi().isPresent()) {
      plan.put(place.wifi(), true, WifiFile.text(settings.wifi().get(), textOf(place.wifi())));
    }
    settings.sshKeys().ifPresent(keys -> plan.put(place.sshKeys(), false,
        keys.stream().map(key -> key + "\n").reduce("", String::concat)));
    if (settings.board().isPresent()) {
      plan.board(settings.board().get());
    }
    if (settings.networkKey().orElse(null) instanceof CardSecret.Given(String key)) {
      String text = key.toLowerCase(Locale.ROOT) + "\n";
      plan.put(place.networkKey(), true, text);
      plan.put(place.takenKey(), false, note(text));
    }
    plan.node(settings);
    return plan.files;
  }

  /** Empty where there is no such file. */
  static String textOf(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** By which a network key is known again without being kept twice. */
  static String note(String keyFile) {
    return CardApply.hash(keyFile.strip().getBytes(StandardCharsets.UTF_8)) + "\n";
  }

  private void hostname(String name) {
    put(place.hostname(), false, name + "\n");
    put(place.hosts(), false, """
        127.0.0.1 localhost
        127.0.1.1 %s
        ::1 localhost ip6-localhost ip6-loopback
        ff02::1 ip6-allnodes
        ff02::2 ip6-allrouters
        """.formatted(name));
  }

  private void board(String name) throws IOException {
    boolean header = !OFF_HEADER.contains(name);
    put(place.board(), false, header
        ? "# SPI and I2C, for " + name + ".\ndtoverlay=sheratan-header\n"
        : "# Nothing on the header: board = " + name + ".\n");
    put(place.headerAccess(), false,
        header ? Files.readString(place.headerAccessText()) : "# board = " + name + "\n");
  }

  private void node(CardSettings settings) throws ConfigException, IOException {
    if (settings.region().isEmpty() && settings.board().isEmpty()) {
      return;
    }
    String text = Files.readString(place.nodeConfig());
    if (settings.board().isPresent()) {
      text = radio(text, "board", settings.board().get());
    }
    if (settings.region().isPresent()) {
      text = radio(text, "region", settings.region().get());
    }
    put(place.nodeConfig(), true, text);
  }

  private String radio(String text, String key, String value) throws ConfigException {
    return ConfigEdit.draft(place.nodeConfig(), text, "radio", key, "\"" + value + "\"");
  }

  private void put(Path path, boolean secret, String text) {
    files.add(new PlannedFile(path, secret, text));
  }
}
