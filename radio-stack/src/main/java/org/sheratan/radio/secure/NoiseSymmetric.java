package org.sheratan.radio.secure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;

/** Noise revision 34, section 5.2, SymmetricState with SHA256: chaining key and transcript hash. */
final class NoiseSymmetric {
  static final int HASH_BYTES = 32;
  private static final byte[] NOTHING = {};

  private byte[] chainingKey;
  private byte[] hash;
  private NoiseCipher cipher;

  private NoiseSymmetric(byte[] chainingKey, byte[] hash, NoiseCipher cipher) {
    this.chainingKey = chainingKey;
    this.hash = hash;
    this.cipher = cipher;
  }

  /** @param protocolName longer than {@value #HASH_BYTES} characters is hashed; ours are 32 and 33 or so */
  static NoiseSymmetric of(String protocolName) {
    byte[] name = protocolName.getBytes(StandardCharsets.US_ASCII);
    byte[] hash = name.length <= HASH_BYTES ? Arrays.copyOf(name, HASH_BYTES) : Digests.sha256(name);
    return new NoiseSymmetric(hash, hash, null);
  }

  NoiseSymmetric copy() {
    return new NoiseSymmetric(chainingKey, hash, cipher == null ? null : cipher.copy());
  }

  void mixHash(Bytes data) {
    hash = Digests.sha256(hash, data.toArray());
  }

  void mixKey(Bytes input) {
    byte[][] keys = derive(input.toArray());
    chainingKey = keys[0];
    cipher = new NoiseCipher(Bytes.copyOf(keys[1]));
  }

  boolean keyed() {
    return cipher != null;
  }

  Bytes encryptAndHash(Bytes plaintext) {
    Bytes ciphertext = keyed() ? cipher.encrypt(Bytes.copyOf(hash), plaintext) : plaintext;
    mixHash(ciphertext);
    return ciphertext;
  }

  Optional<Bytes> decryptAndHash(Bytes ciphertext) {
    Optional<Bytes> plaintext = keyed()
        ? cipher.decrypt(Bytes.copyOf(hash), ciphertext)
        : Optional.of(ciphertext);
    mixHash(ciphertext);
    return plaintext;
  }

  /** For other ends than keys of this handshake: HMAC under the chaining key, over a label and the transcript. */
  Bytes export(Bytes label) {
    return Bytes.copyOf(Digests.hmacSha256(chainingKey, label.toArray(), hash));
  }

  NoiseKeys split() {
    Check.that(keyed(), "split comes after the last message");
    byte[][] keys = derive(NOTHING);
    return new NoiseKeys(Bytes.copyOf(keys[0]), Bytes.copyOf(keys[1]));
  }

  /** HKDF of section 4.3 with two outputs. */
  private byte[][] derive(byte[] input) {
    byte[] temporary = Digests.hmacSha256(chainingKey, input);
    byte[] first = Digests.hmacSha256(temporary, new byte[]{1});
    byte[] second = Digests.hmacSha256(temporary, first, new byte[]{2});
    return new byte[][]{first, second};
  }
}
