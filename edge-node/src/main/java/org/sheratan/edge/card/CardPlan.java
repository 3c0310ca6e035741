package org.sheratan.edge.card;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.sheratan.edge.config.ConfigEdit;
import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.HotspotNote;
import org.sheratan.kernel.SecureRandomness;

/** From what the card asks for to the files of this machine that say so. */
final class CardPlan {
  /** Boards that are no HAT: the header stays as it is, and closed to the service. */
  private static final List<String> OFF_HEADER = List.of("none", "modem");

  /** gpsd.socket listens there; who asks starts gpsd. */
  private static final String GPSD = "127.0.0.1:2947";

  private static final int MAX_SSID_BYTES = 32;

  private final CardPlace place;
  private final SecureRandomness random;
  private final List<PlannedFile> files = new ArrayList<>();

  private CardPlan(CardPlace place, SecureRandomness random) {
    this.place = place;
    this.random = random;
  }

  /**
   * @return each file once, in the order in which they are to be written
   * @throws ConfigException when the node's own configuration cannot be changed
   */
  static List<PlannedFile> of(CardSettings settings, CardPlace place, SecureRandomness random)
      throws ConfigException, IOException {
    CardPlan plan = new CardPlan(place, random);
    settings.hostname().ifPresent(plan::hostname);
    plan.wifi(settings);
    settings.gps().ifPresent(plan::gps);
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

  /** One device: in a network, or making one. */
  private void wifi(CardSettings settings) throws IOException {
    Optional<HotspotNote> before = hotspotBefore();
    boolean wasOn = before.map(HotspotNote::on).orElse(false);
    if (settings.hotspot().orElse(null) instanceof CardSettings.Hotspot.On on) {
      String hostname = settings.hostname().isPresent()
          ? settings.hostname().get()
          : textOf(place.hostname()).strip();
      HotspotNote note = new HotspotNote(true,
          on.ssid().orElse(hostname.substring(0, Math.min(hostname.length(), MAX_SSID_BYTES))),
          before.map(HotspotNote::password).orElseGet(() -> HotspotFiles.drawPassword(random)));
      put(place.wifi(), true, HotspotFiles.accessPoint(on, note));
      put(place.hotspotNetwork(), false, HotspotFiles.NETWORK);
      put(place.hotspotNote(), true, note.text());
    } else if (wasOn && (settings.hotspot().isPresent() || settings.wifi().isPresent())) {
      HotspotNote was = before.get();
      put(place.hotspotNetwork(), false, "");
      put(place.hotspotNote(), true, new HotspotNote(false, was.ssid(), was.password()).text());
      if (settings.wifi().isEmpty()) {
        put(place.wifi(), true, HotspotFiles.NO_WIFI);
      }
    }
    if (settings.wifi().isPresent()) {
      put(place.wifi(), true, WifiFile.text(settings.wifi().get(), textOf(place.wifi())));
    }
  }

  /** Spoiled is as good as none: the next password is another one. */
  private Optional<HotspotNote> hotspotBefore() throws IOException {
    try {
      return Files.exists(place.hotspotNote())
          ? Optional.of(HotspotNote.read(place.hotspotNote()))
          : Optional.empty();
    } catch (ConfigException spoiled) {
      return Optional.empty();
    }
  }

  private void gps(String receiver) {
    put(place.gpsd(), false, """
        # From sheratan.toml of the card: receiver = %s
        DEVICES="%s"
        GPSD_OPTIONS=""
        USBAUTO="%s"
        """.formatted(receiver, receiver.startsWith("/") ? receiver : "", receiver.equals("usb")));
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
    if (settings.region().isEmpty() && settings.board().isEmpty() && settings.gps().isEmpty()) {
      return;
    }
    String text = Files.readString(place.nodeConfig());
    if (settings.board().isPresent()) {
      text = node(text, "radio", "board", settings.board().get());
    }
    if (settings.region().isPresent()) {
      text = node(text, "radio", "region", settings.region().get());
    }
    if (settings.gps().isPresent()) {
      text = node(text, "clock", "gpsd", settings.gps().get().equals("none") ? "" : GPSD);
    }
    put(place.nodeConfig(), true, text);
  }

  private String node(String text, String table, String key, String value) throws ConfigException {
    return ConfigEdit.draft(place.nodeConfig(), text, table, key, "\"" + value + "\"");
  }

  private void put(Path path, boolean secret, String text) {
    files.add(new PlannedFile(path, secret, text));
  }
}
