package org.sheratan.edge.card;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A configuration of wpa_supplicant. Network name and key are written as hexadecimal digits, so no sign in them can mean
 * anything there; the password itself is not kept.
 */
final class WifiFile {
  /** IEEE 802.11, J.4.1: PBKDF2 with HMAC-SHA1, the network's name as salt. */
  private static final int ROUNDS = 4096;
  private static final int KEY_BITS = 256;
  private static final String KEY = "  psk=";
  /** A network of our own, whose key nobody typed. */
  static final String ACCESS_POINT = "  mode=2\n";
  private static final String NAME = "  ssid=";

  private WifiFile() {}

  /** @param before the file so far: holds the key when the password was taken over */
  static String text(CardSettings.Wifi wifi, String before) {
    String key = switch (wifi.password()) {
      case CardSecret.Given(String password) -> key(wifi.ssid(), password);
      case CardSecret.Taken taken -> value(before, KEY).orElseThrow();
    };
    return """
        # From sheratan.toml of the card.
        country=%s
        ctrl_interface=/run/wpa_supplicant
        network={
        %s%s
        %s%s
          scan_ssid=1
          key_mgmt=WPA-PSK
        }
        """.formatted(wifi.country(), NAME, hex(wifi.ssid()), KEY, key);
  }

  static boolean isFor(String ssid, String text) {
    return !text.contains(ACCESS_POINT) && value(text, NAME).filter(hex(ssid)::equals).isPresent()
        && value(text, KEY).isPresent();
  }

  /** As wpa_supplicant takes it: 64 hexadecimal digits. */
  static String key(String ssid, String password) {
    if (password.length() == KEY_BITS / 4) {
      return password.toLowerCase(Locale.ROOT);
    }
    try {
      PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), ssid.getBytes(StandardCharsets.UTF_8), ROUNDS,
          KEY_BITS);
      return HexFormat.of()
          .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1").generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has PBKDF2", missing);
    }
  }

  private static Optional<String> value(String text, String name) {
    return text.lines().filter(line -> line.startsWith(name)).map(line -> line.substring(name.length()))
        .filter(found -> found.matches("[0-9a-f]+")).findFirst();
  }

  static String hex(String ssid) {
    return HexFormat.of().formatHex(ssid.getBytes(StandardCharsets.UTF_8));
  }
}
