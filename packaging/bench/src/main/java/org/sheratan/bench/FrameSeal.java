package org.sheratan.bench;

/** A way to seal a short frame with an 8-byte tag. */
interface FrameSeal {
  int NONCE_BYTES = 12;
  int TAG_BYTES = 8;

  /** @return ciphertext and tag */
  byte[] seal(byte[] nonce, byte[] header, byte[] plaintext);

  /** @throws IllegalStateException when the tag does not fit */
  byte[] open(byte[] nonce, byte[] header, byte[] sealed);
}
