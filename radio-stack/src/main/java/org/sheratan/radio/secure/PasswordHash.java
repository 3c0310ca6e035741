package org.sheratan.radio.secure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SecureRandomness;

/**
 * What is kept of a password: Argon2id (RFC 9106) in the PHC string format, such as
 * {@code $argon2id$v=19$m=7168,t=5,p=1$SALT$HASH} with base64 without padding. 7 MiB and 5 passes are the
 * smallest memory that OWASP's password storage cheat sheet lists, and fit into a node's heap of 32 MiB.
 *
 * @param text the whole string; no secret by itself, yet nothing to show
 */
public record PasswordHash(String text) {
  public static final int MAX_CHARS = 160;
  private static final int MEMORY_KIB = 7_168;
  private static final int PASSES = 5;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int MAX_MEMORY_KIB = 16_384;
  private static final int MAX_PASSES = 16;
  private static final Pattern SHAPE = Pattern
      .compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,6}),t=([0-9]{1,3}),p=1\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

  /** @throws MalformedException for anything that {@link #of} does not make, or that would cost too much to check */
  public PasswordHash {
    Matcher shape = SHAPE.matcher(text);
    if (text.length() > MAX_CHARS || !shape.matches() || outside(shape.group(1), 8, MAX_MEMORY_KIB)
        || outside(shape.group(2), 1, MAX_PASSES)) {
      throw new MalformedException("password hash", 0, "expected $argon2id$v=19$m=…,t=…,p=1$…$…");
    }
  }

  /** Takes half a second on a small board, on purpose. */
  public static PasswordHash of(String password, SecureRandomness random) {
    Bytes salt = random.next(SALT_BYTES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash("$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$"
        + base64.encodeToString(salt.toArray()) + "$"
        + base64.encodeToString(hash(password, salt.toArray(), MEMORY_KIB, PASSES)));
  }

  /** As slow as {@link #of}; the comparison takes the same time whatever differs. */
  public boolean matches(String password) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw new IllegalStateException("checked when it was made");
    }
    byte[] salt = Base64.getDecoder().decode(shape.group(3));
    byte[] kept = Base64.getDecoder().decode(shape.group(4));
    return MessageDigest.isEqual(kept,
        hash(password, salt, Integer.parseInt(shape.group(1)), Integer.parseInt(shape.group(2))));
  }

  @Override
  public String toString() {
    return "PasswordHash[…]";
  }

  private static boolean outside(String number, int least, int most) {
    int value = Integer.parseInt(number);
    return value < least || value > most;
  }

  private static byte[] hash(String password, byte[] salt, int memoryKib, int passes) {
    byte[] hash = argon2(password, salt, memoryKib, passes);
    // The 7 MiB are too large for the nursery, and a heap that is not full would keep them for days
    // (docs/decisions/0132).
    System.gc();
    return hash;
  }

  /** Once it has returned nothing refers to its memory any more. */
  private static byte[] argon2(String password, byte[] salt, int memoryKib, int passes) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
        .withVersion(Argon2Parameters.ARGON2_VERSION_13).withSalt(salt).withMemoryAsKB(memoryKib)
        .withIterations(passes).withParallelism(1).build());
    byte[] hash = new byte[HASH_BYTES];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
