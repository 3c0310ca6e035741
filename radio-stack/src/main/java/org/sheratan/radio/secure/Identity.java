package org.sheratan.radio.secure;

import java.nio.charset.StandardCharsets;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SecureRandomness;

/** A node's Ed25519 key pair (RFC 8032). The seed never leaves this class but through {@link #seed()}. */
public final class Identity {
  public static final int SEED_BYTES = Ed25519.SECRET_KEY_SIZE;
  public static final int SIGNATURE_BYTES = Ed25519.SIGNATURE_SIZE;

  private final byte[] seed;
  private final NodeId id;

  private Identity(byte[] seed) {
    this.seed = seed;
    byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    this.id = new NodeId(Bytes.copyOf(publicKey));
  }

  public static Identity generate(SecureRandomness randomness) {
    return fromSeed(randomness.next(SEED_BYTES));
  }

  /** @param seed {@link #SEED_BYTES} bytes */
  public static Identity fromSeed(Bytes seed) {
    return new Identity(seed.toArray());
  }

  public NodeId id() {
    return id;
  }

  /** For storing the identity, and for deriving its X25519 key; a secret. */
  public Bytes seed() {
    return Bytes.copyOf(seed);
  }

  /** Signs context text, a zero byte, then {@code message}. */
  public Bytes sign(SignContext context, Bytes message) {
    byte[] input = input(context, message);
    byte[] signature = new byte[SIGNATURE_BYTES];
    Ed25519.sign(seed, 0, input, 0, input.length, signature, 0);
    return Bytes.copyOf(signature);
  }

  public static boolean verify(NodeId signer, SignContext context, Bytes message, Bytes signature) {
    if (signature.length() != SIGNATURE_BYTES) {
      return false;
    }
    byte[] input = input(context, message);
    return Ed25519.verify(signature.toArray(), 0, signer.key().toArray(), 0, input, 0, input.length);
  }

  private static byte[] input(SignContext context, Bytes message) {
    byte[] text = context.text().getBytes(StandardCharsets.US_ASCII);
    byte[] input = new byte[text.length + 1 + message.length()];
    System.arraycopy(text, 0, input, 0, text.length);
    message.copyTo(input, text.length + 1);
    return input;
  }
}
