package org.sheratan.edge.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SecureRandomness;

/** The bearer token (RFC 6750) of the API. Compared in constant time; never part of any text but {@link #secret}. */
public final class AccessToken {
  private static final int RANDOM_BYTES = 32;
  private static final int MIN_CHARS = 20;
  private static final int MAX_CHARS = 256;

  private final String secret;
  private final Bytes digest;

  private AccessToken(String secret) {
    this.secret = secret;
    this.digest = digest(secret);
  }

  public static AccessToken generate(SecureRandomness randomness) {
    return new AccessToken(
        Base64.getUrlEncoder().withoutPadding().encodeToString(randomness.next(RANDOM_BYTES).toArray()));
  }

  /** @throws MalformedException unless {@code text} is 20..256 characters of RFC 6750's b64token */
  public static AccessToken parse(String text) {
    if (text.length() < MIN_CHARS || text.length() > MAX_CHARS || !text.matches("[A-Za-z0-9._~+/-]+=*")) {
      throw new MalformedException("access token", 0,
          "expected 20 to 256 characters of A-Z a-z 0-9 . _ ~ + / -");
    }
    return new AccessToken(text);
  }

  /** Takes the same time whatever was presented: equal-length digests are compared, not the texts. */
  public boolean matches(String presented) {
    return MessageDigest.isEqual(digest.toArray(), digest(presented).toArray());
  }

  /** SHA-256, by which it is known where the secret is not kept. */
  Bytes digest() {
    return digest;
  }

  /** For the token file and the CLI's request header only. */
  public String secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "AccessToken[secret]";
  }

  /** Of what somebody presents as a token. */
  static Bytes digest(String text) {
    try {
      return Bytes
          .copyOf(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
