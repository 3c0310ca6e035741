package org.sheratan.edge.wiring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SecureRandomness;

/** The secret all nodes of one network share. Strangers without it are dropped before any costly work. */
public record NetworkKey(Bytes secret) {
  private static final int LENGTH = 32;
  private static final Pattern TEXT = Pattern
      .compile("\\s*(?:SHERATAN_NETWORK_KEY\\s*=\\s*)?\"?([0-9a-fA-F]{64})\"?\\s*");

  public static NetworkKey generate(SecureRandomness randomness) {
    return new NetworkKey(randomness.next(LENGTH));
  }

  /**
   * @param text 64 hexadecimal digits, alone or as {@code SHERATAN_NETWORK_KEY=…} of an environment file
   * @param where for the message: the text is never repeated
   */
  public static NetworkKey parse(String text, String where) throws StartRefusal {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new StartRefusal(ExitStatus.USAGE, where + ": expected a network key of 64 hexadecimal digits",
          "");
    }
    return new NetworkKey(Bytes.hex(matcher.group(1)));
  }

  /** For the key file only. */
  String text() {
    return secret.toHex();
  }

  @Override
  public String toString() {
    return "NetworkKey[secret]";
  }
}
