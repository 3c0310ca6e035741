package org.sheratan.radio.secure;

import java.util.Optional;

import org.bouncycastle.math.ec.rfc7748.X25519;

import org.sheratan.kernel.Bytes;

/** The expensive part of a handshake; a seam, so that tests can count it. */
interface DiffieHellman {
  int KEY_BYTES = X25519.POINT_SIZE;

  Bytes publicKey(Bytes secret);

  /** Empty when the result is all zeros, as for points of small order (RFC 7748, section 6.1). */
  Optional<Bytes> agree(Bytes secret, Bytes publicKey);

  /** RFC 7748. */
  DiffieHellman X25519_CURVE = new DiffieHellman() {
    @Override
    public Bytes publicKey(Bytes secret) {
      byte[] point = new byte[KEY_BYTES];
      X25519.scalarMultBase(secret.toArray(), 0, point, 0);
      return Bytes.copyOf(point);
    }

    @Override
    public Optional<Bytes> agree(Bytes secret, Bytes publicKey) {
      byte[] shared = new byte[KEY_BYTES];
      boolean sound = X25519.calculateAgreement(secret.toArray(), 0, publicKey.toArray(), 0, shared, 0);
      return sound ? Optional.of(Bytes.copyOf(shared)) : Optional.empty();
    }
  };
}
