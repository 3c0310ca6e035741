package org.sheratan.bench;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** AES-128-CCM with an 8-byte tag (RFC 3610). */
final class CcmSeal implements FrameSeal {
  private final KeyParameter key;

  CcmSeal(byte[] key) {
    this.key = new KeyParameter(key);
  }

  @Override
  public byte[] seal(byte[] nonce, byte[] header, byte[] plaintext) {
    return run(true, nonce, header, plaintext);
  }

  @Override
  public byte[] open(byte[] nonce, byte[] header, byte[] sealed) {
    return run(false, nonce, header, sealed);
  }

  private byte[] run(boolean sealing, byte[] nonce, byte[] header, byte[] input) {
    CCMBlockCipher cipher = (CCMBlockCipher) CCMBlockCipher.newInstance(AESEngine.newInstance());
    cipher.init(sealing, new AEADParameters(key, TAG_BYTES * 8, nonce, header));
    try {
      return cipher.processPacket(input, 0, input.length);
    } catch (InvalidCipherTextException forged) {
      throw new IllegalStateException(forged);
    }
  }
}
