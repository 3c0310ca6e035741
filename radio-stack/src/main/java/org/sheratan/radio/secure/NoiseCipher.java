package org.sheratan.radio.secure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.sheratan.kernel.Bytes;

/** Noise revision 34, section 5.1, CipherState with ChaChaPoly (RFC 8439): a key and a nonce that counts up. */
final class NoiseCipher {
  static final int TAG_BYTES = 16;
  private static final String ALGORITHM = "ChaCha20-Poly1305";
  private static final int NONCE_BYTES = 12;

  private final byte[] key;
  private long nonce;

  NoiseCipher(Bytes key) {
    this.key = key.toArray();
  }

  NoiseCipher copy() {
    NoiseCipher copy = new NoiseCipher(Bytes.copyOf(key));
    copy.nonce = nonce;
    return copy;
  }

  Bytes encrypt(Bytes ad, Bytes plaintext) {
    try {
      Bytes ciphertext = Bytes.copyOf(cipher(Cipher.ENCRYPT_MODE, ad).doFinal(plaintext.toArray()));
      nonce++;
      return ciphertext;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }

  /** Empty when it does not authenticate; the nonce stays then. */
  Optional<Bytes> decrypt(Bytes ad, Bytes ciphertext) {
    if (ciphertext.length() < TAG_BYTES) {
      return Optional.empty();
    }
    try {
      Bytes plaintext = Bytes.copyOf(cipher(Cipher.DECRYPT_MODE, ad).doFinal(ciphertext.toArray()));
      nonce++;
      return Optional.of(plaintext);
    } catch (AEADBadTagException forged) {
      return Optional.empty();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }

  private Cipher cipher(int mode, Bytes ad) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    byte[] iv = ByteBuffer.allocate(NONCE_BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(0).putLong(nonce)
        .array();
    cipher.init(mode, new SecretKeySpec(key, ALGORITHM), new IvParameterSpec(iv));
    cipher.updateAAD(ad.toArray());
    return cipher;
  }
}
