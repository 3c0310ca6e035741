package org.sheratan.edge.wiring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.secure.NetworkKey;

/** The network key as operators pass it on: 64 hexadecimal digits. */
public final class NetworkKeyText {
  private static final Pattern TEXT = Pattern
      .compile(
          "\\s*(?:SHERATAN_NETWORK_KEY\\s*=\\s*)?\"?([0-9a-fA-F]{" + 2 * NetworkKey.KEY_BYTES + "})\"?\\s*");

  private NetworkKeyText() {}

  /**
   * @param text the digits, alone or as {@code SHERATAN_NETWORK_KEY=…} of an environment file
   * @param where for the message: the text is never repeated
   */
  public static NetworkKey parse(String text, String where) throws StartRefusal {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new StartRefusal(ExitStatus.USAGE,
          where + ": expected a network key of " + 2 * NetworkKey.KEY_BYTES + " hexadecimal digits", "");
    }
    return NetworkKey.of(Bytes.hex(matcher.group(1)));
  }

  /** A secret, for the key file only. */
  static String print(NetworkKey key) {
    return key.secret().toHex();
  }
}
