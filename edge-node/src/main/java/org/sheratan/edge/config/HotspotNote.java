package org.sheratan.edge.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a card has made of this machine's Wi-Fi, for the node to tell a person who signed in; TOML.
 *
 * @param on an access point, rather than a guest of another network or nothing
 * @param ssid its name
 * @param password drawn on this machine. A secret
 */
public record HotspotNote(boolean on, String ssid, String password) {
  /** Letters that neither TOML nor a QR code for Wi-Fi needs to escape. */
  public static final String SSID = "[A-Za-z0-9._-]([A-Za-z0-9 ._-]{0,30}[A-Za-z0-9._-])?";
  /** Where the node is, for its guests. */
  public static final String ADDRESS = "10.83.72.1";
  private static final String PASSWORD = "[0-9a-f]{4}(-[0-9a-f]{4}){3}";
  private static final int MAX_BYTES = 4096;

  /** @throws ConfigException when it is not as {@link #text} wrote it */
  public static HotspotNote read(Path file) throws ConfigException, IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES);
    }
    Section section = Section.of(file, new String(bytes, StandardCharsets.UTF_8));
    HotspotNote note = new HotspotNote(section.flag("on", false),
        section.text("ssid", "", SSID, "a name of 1 to 32 letters"),
        section.text("password", "", PASSWORD, "a password that this machine has drawn"));
    if (note.ssid.isEmpty() || note.password.isEmpty()) {
      throw new ConfigException(file, ConfigException.Place.WHOLE_FILE, "expected on, ssid and password");
    }
    section.end();
    return note;
  }

  public String text() {
    return """
        # Written from sheratan.toml of the card.
        on = %s
        ssid = "%s"
        password = "%s"
        """.formatted(on, ssid, password);
  }

  @Override
  public String toString() {
    return "HotspotNote[" + ssid + ", " + (on ? "on" : "off") + "]";
  }
}
