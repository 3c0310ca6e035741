package org.sheratan.edge.card;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.sheratan.kernel.Bytes;

/** The folders of a machine that was started from the image once, with a node in it. */
final class CardMachine {
  static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
  static final String SSH_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAbcdefghijklmnopqrstuvwxyz0123456789ABCDE me@laptop";
  static final String FULL = """
      # everything at once
      [node]
      hostname = "sheratan-roof"
      [wifi]
      country = "DE"
      ssid = "Café am Eck"
      password = 'pa"ss wörd'   # a comment
      [radio]
      region = "EU868"
      board = "waveshare-sx1262"
      [gps]
      receiver = "usb"
      [network]
      key = "%s"
      [ssh]
      keys = ["%s"]
      """.formatted(KEY, SSH_KEY).replace("wörd", "word");
  private static final Set<String> REGIONS = Set.of("EU868", "US915");
  static final String HOTSPOT = """
      [hotspot]
      enabled = true
      country = "DE"
      """;
  private static final Set<String> BOARDS = Set.of("none", "modem", "auto", "waveshare-sx1262");

  final CardPlace place;

  CardMachine(Path top) throws IOException {
    place = new CardPlace(top.resolve("root"), top.resolve("boot"));
    Files.createDirectories(place.boot());
    for (Path file : new Path[]{place.hostname(), place.wifi(), place.nodeConfig(),
        place.headerAccessText(), place.gpsd()}) {
      Files.createDirectories(file.getParent());
    }
    Files.writeString(place.headerAccessText(), "[Service]\nDeviceAllow=char-spidev rw\n");
    Files.writeString(place.hostname(), "sheratan-4f2a\n");
    Files.writeString(place.nodeConfig(),
        "# the node's own\n[node]\nname = \"\"\n\n[console]\ndevice = \"/dev/x\"\n");
    Files.writeString(place.networkKey(), "f".repeat(64) + "\n");
  }

  static CardChoices choices() {
    return new CardChoices(REGIONS, BOARDS, ssid -> false, () -> false);
  }

  CardMachine with(String settings) throws IOException {
    Files.writeString(place.settings(), settings);
    return this;
  }

  CardOutcome start() throws IOException {
    return start(step -> {});
  }

  CardOutcome start(Consumer<String> before) throws IOException {
    return new CardApply(place, REGIONS, BOARDS, length -> Bytes.copyOf(drawn(length)), before).run();
  }

  String text(Path file) throws IOException {
    return Files.readString(file);
  }

  /** The same for every machine, so that tests can compare them. */
  private static byte[] drawn(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0x5a);
    return bytes;
  }

  /** Every file of the machine with its text, by its path. */
  SortedMap<String, String> everything() throws IOException {
    SortedMap<String, String> all = new TreeMap<>();
    Path top = place.root().getParent();
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(top.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all;
  }
}
