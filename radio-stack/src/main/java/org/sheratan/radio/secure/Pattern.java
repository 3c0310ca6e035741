package org.sheratan.radio.secure;

/** Which handshake to begin. */
public enum Pattern {
  /** Both know the other's announced key: two messages. A responder that does not know us stays silent. */
  KK,
  /** We know the responder's key, it need not know ours: three messages, trust on first use. */
  XX
}
