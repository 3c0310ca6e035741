package org.sheratan.radio.secure;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/**
 * From Ed25519 to X25519 and back, so that one key is announced. Public keys by the birational map of RFC 7748,
 * section 4.1: u = (1 + y) / (1 - y); secrets by the hash of RFC 8032, section 5.1.5, whose first half X25519
 * clamps alike. Only public keys pass through BigInteger, so its timing tells nothing.
 */
final class KeyMap {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final int SIGN_BYTE = NodeId.LENGTH - 1;

  private KeyMap() {}

  static Bytes secret(Identity identity) {
    return Bytes.copyOf(Digests.sha512(identity.seed().toArray()), 0, DiffieHellman.KEY_BYTES);
  }

  /** Empty unless {@code id} is a point of the prime-order group in its one encoding. */
  static Optional<Bytes> publicKey(NodeId id) {
    byte[] key = id.key().toArray();
    if (!Ed25519.validatePublicKeyFull(key, 0)) {
      return Optional.empty();
    }
    key[SIGN_BYTE] &= 0x7f;
    BigInteger y = fromLittleEndian(key);
    BigInteger u = BigInteger.ONE.add(y).multiply(BigInteger.ONE.subtract(y).modInverse(P)).mod(P);
    return Optional.of(toLittleEndian(u));
  }

  /** Empty unless {@code publicKey} is the map of a valid key with that sign. */
  static Optional<NodeId> identity(Bytes publicKey, int signBit) {
    BigInteger u = fromLittleEndian(publicKey.toArray());
    if (u.compareTo(P) >= 0 || u.equals(P.subtract(BigInteger.ONE))) {
      return Optional.empty();
    }
    BigInteger y = u.subtract(BigInteger.ONE).multiply(u.add(BigInteger.ONE).modInverse(P)).mod(P);
    byte[] key = toLittleEndian(y).toArray();
    key[SIGN_BYTE] |= (byte) (signBit << 7);
    return Ed25519.validatePublicKeyFull(key, 0)
        ? Optional.of(new NodeId(Bytes.copyOf(key)))
        : Optional.empty();
  }

  static int signBit(NodeId id) {
    return id.key().at(SIGN_BYTE) >>> 7;
  }

  private static BigInteger fromLittleEndian(byte[] bytes) {
    return new BigInteger(1, reversed(bytes));
  }

  private static Bytes toLittleEndian(BigInteger value) {
    byte[] magnitude = reversed(value.toByteArray());
    return Bytes.copyOf(Arrays.copyOf(magnitude, DiffieHellman.KEY_BYTES));
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int index = 0; index < bytes.length; index++) {
      turned[index] = bytes[bytes.length - 1 - index];
    }
    return turned;
  }
}
