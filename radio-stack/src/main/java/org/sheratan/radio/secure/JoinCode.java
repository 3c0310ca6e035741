package org.sheratan.radio.secure;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SecureRandomness;

/**
 * What an admin prints or shows to let one node into a group: whom to ask, and a secret that is good once. 25 characters
 * of Crockford's base32 in five groups, such as {@code 4KZ7Q-…}: 24 for the bytes below, the last one a check that
 * catches every single wrong character and every two that are swapped.
 *
 * <pre>
 * 0   5  first bytes of the admin's key
 * 5  10  secret
 * </pre>
 *
 * <p>The check is one symbol of a Reed-Solomon code over GF(32) modulo x^5 + x^2 + 1: the sum of c(i) · 2^i over all 25
 * characters is zero.
 */
public record JoinCode(Bytes adminPrefix, Bytes secret) {
  public static final int PREFIX_BYTES = 5;
  public static final int SECRET_BYTES = 10;
  public static final int PROOF_BYTES = 16;
  /** Douglas Crockford, "Base 32": no I, L, O, U; read in either case, I and L as 1, O as 0. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String QR_PREFIX = "SHERATAN:";
  private static final int CHARACTERS = 24;
  private static final int GROUP = 5;
  private static final int FIELD = 32;
  private static final int POLYNOMIAL = 0b100101;
  private static final byte[] JOIN_LABEL = "sheratan/group/join/1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ADMIT_LABEL = "sheratan/group/admit/1".getBytes(StandardCharsets.US_ASCII);

  public JoinCode {
    Check.that(adminPrefix.length() == PREFIX_BYTES && secret.length() == SECRET_BYTES,
        "a join code has 15 bytes");
  }

  public static JoinCode generate(NodeId admin, SecureRandomness random) {
    return new JoinCode(admin.key().slice(0, PREFIX_BYTES), random.next(SECRET_BYTES));
  }

  /** True when this code names {@code node} as the one to ask. */
  public boolean names(NodeId node) {
    return node.key().slice(0, PREFIX_BYTES).equals(adminPrefix);
  }

  /** For printing and for typing. A secret. */
  public String text() {
    int[] symbols = symbols(adminPrefix.concat(secret));
    StringBuilder text = new StringBuilder();
    for (int index = 0; index <= CHARACTERS; index++) {
      text.append(index > 0 && index % GROUP == 0 ? "-" : "").append(ALPHABET.charAt(symbols[index]));
    }
    return text.toString();
  }

  /** The same for a QR code, in its alphanumeric alphabet. */
  public String qrText() {
    return QR_PREFIX + text();
  }

  /**
   * Reads either text; spaces, dashes and case do not matter.
   *
   * @throws MalformedException naming what is wrong, with the position among the characters that count
   */
  public static JoinCode parse(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    String bare = upper.startsWith(QR_PREFIX) ? upper.substring(QR_PREFIX.length()) : upper;
    int[] symbols = new int[CHARACTERS + 1];
    int length = 0;
    for (char letter : bare.toCharArray()) {
      if (letter == '-' || letter == ' ') {
        continue;
      }
      int symbol = ALPHABET.indexOf(letter == 'I' || letter == 'L' ? '1' : letter == 'O' ? '0' : letter);
      if (symbol < 0 || length > CHARACTERS) {
        throw new MalformedException("join code", length,
            symbol < 0 ? "a character no code has" : "longer than 25 characters");
      }
      symbols[length++] = symbol;
    }
    if (length <= CHARACTERS) {
      throw new MalformedException("join code", length, "shorter than 25 characters");
    }
    if (sum(symbols) != 0) {
      throw new MalformedException("join code", MalformedException.NO_OFFSET,
          "mistyped: its check does not fit");
    }
    Bytes bytes = bytes(symbols);
    return new JoinCode(bytes.slice(0, PREFIX_BYTES), bytes.slice(PREFIX_BYTES));
  }

  /** By which the newcomer shows that it has the code, to that admin only. */
  public Bytes joinProof(NetworkKey network, NodeId newcomer, NodeId admin) {
    return proof(JOIN_LABEL, network, newcomer, admin, Bytes.EMPTY);
  }

  /** By which the admin shows that it made the code, and that this is the group it is for. */
  public Bytes admitProof(NetworkKey network, NodeId newcomer, NodeId admin, Bytes roster) {
    return proof(ADMIT_LABEL, network, newcomer, admin, roster);
  }

  public static boolean equal(Bytes proof, Bytes other) {
    return Digests.equal(proof, other);
  }

  private Bytes proof(byte[] label, NetworkKey network, NodeId newcomer, NodeId admin, Bytes roster) {
    byte[] mac = Digests.hmacSha256(secret.toArray(), label, network.id().toArray(), newcomer.key().toArray(),
        admin.key().toArray(), roster.toArray());
    return Bytes.copyOf(mac, 0, PROOF_BYTES);
  }

  private static int[] symbols(Bytes bytes) {
    int[] symbols = new int[CHARACTERS + 1];
    for (int index = 0; index < CHARACTERS; index++) {
      int bit = index * 5;
      int next = bit / 8 + 1 < bytes.length() ? bytes.at(bit / 8 + 1) : 0;
      symbols[index] = (bytes.at(bit / 8) << 8 | next) >>> 11 - bit % 8 & FIELD - 1;
    }
    // The check has weight 2^24: its value is the sum of the others, divided by that.
    int check = sum(symbols);
    for (int index = 0; index < CHARACTERS; index++) {
      check = (check & 1) == 0 ? check >>> 1 : (check ^ POLYNOMIAL) >>> 1;
    }
    symbols[CHARACTERS] = check;
    return symbols;
  }

  private static int sum(int[] symbols) {
    int sum = 0;
    for (int index = CHARACTERS; index >= 0; index--) {
      sum <<= 1;
      sum = (sum < FIELD ? sum : sum ^ POLYNOMIAL) ^ symbols[index];
    }
    return sum;
  }

  private static Bytes bytes(int[] symbols) {
    byte[] bytes = new byte[PREFIX_BYTES + SECRET_BYTES];
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      int set = symbols[bit / 5] >>> 4 - bit % 5 & 1;
      bytes[bit / 8] |= (byte) (set << 7 - bit % 8);
    }
    return Bytes.copyOf(bytes);
  }

  /** No secret. */
  @Override
  public String toString() {
    return "JoinCode[" + adminPrefix.toHex() + "]";
  }
}
