package org.sheratan.bench;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** ChaCha20 (RFC 8439), then HMAC-SHA-256 truncated to 8 bytes over header and ciphertext. */
final class ChaChaSeal implements FrameSeal {
  private final SecretKeySpec encryption;
  private final Cipher cipher;
  private final Mac mac;

  ChaChaSeal(byte[] encryption, byte[] authentication) {
    this.encryption = new SecretKeySpec(encryption, "ChaCha20");
    try {
      this.cipher = Cipher.getInstance("ChaCha20");
      this.mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(authentication, "HmacSHA256"));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public byte[] seal(byte[] nonce, byte[] header, byte[] plaintext) {
    byte[] ciphertext = chaCha(Cipher.DECRYPT_MODE, nonce, plaintext, plaintext.length);
    byte[] sealed = Arrays.copyOf(ciphertext, ciphertext.length + TAG_BYTES);
    System.arraycopy(tag(header, ciphertext, ciphertext.length), 0, sealed, ciphertext.length, TAG_BYTES);
    return sealed;
  }

  @Override
  public byte[] open(byte[] nonce, byte[] header, byte[] sealed) {
    int length = sealed.length - TAG_BYTES;
    byte[] tag = Arrays.copyOfRange(sealed, length, sealed.length);
    if (!MessageDigest.isEqual(tag, Arrays.copyOf(tag(header, sealed, length), TAG_BYTES))) {
      throw new IllegalStateException("forged");
    }
    return chaCha(Cipher.DECRYPT_MODE, nonce, sealed, length);
  }

  private byte[] tag(byte[] header, byte[] ciphertext, int length) {
    mac.update(header);
    mac.update(ciphertext, 0, length);
    return mac.doFinal();
  }

  /** One mode serves both ways; in the other the JDK refuses to use a nonce twice, which a benchmark must. */
  private byte[] chaCha(int mode, byte[] nonce, byte[] input, int length) {
    try {
      cipher.init(mode, encryption, new ChaCha20ParameterSpec(nonce, 0));
      return cipher.doFinal(input, 0, length);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
