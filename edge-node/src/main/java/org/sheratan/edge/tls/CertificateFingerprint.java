package org.sheratan.edge.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** The SHA-256 of a certificate's DER encoding, which browsers show too: for people to compare. */
public record CertificateFingerprint(Bytes sha256) {
  private static final int BYTES = 32;

  static CertificateFingerprint of(X509Certificate certificate) {
    try {
      return new CertificateFingerprint(
          Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * @param text 64 hexadecimal digits, with or without colons and spaces
   * @throws MalformedException for anything else
   */
  public static CertificateFingerprint parse(String text) {
    String digits = text.replaceAll("[: ]", "").toLowerCase(Locale.ROOT);
    if (!digits.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
      throw new MalformedException("fingerprint", MalformedException.NO_OFFSET,
          "expected " + 2 * BYTES + " hexadecimal digits, colons between them or not");
    }
    return new CertificateFingerprint(Bytes.hex(digits));
  }

  /** Such as {@code 0F:A2:…}, 95 characters. */
  public String text() {
    return line(0, BYTES);
  }

  /** The same in two lines, for 80 columns. */
  public List<String> lines() {
    return List.of(line(0, BYTES / 2) + ":", line(BYTES / 2, BYTES));
  }

  private String line(int from, int to) {
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(sha256.toArray(), from, to);
  }
}
