package org.sheratan.radio.secure;

/** Why something sealed, or a handshake packet, was not taken. */
public enum Refusal {
  /** Breaks its format. */
  MALFORMED,
  /** Its destination hint is another's. */
  NOT_FOR_US,
  /** Its network MAC is not ours. Nothing expensive was done. */
  WRONG_NETWORK,
  /** No session, or no known key, fits it. */
  UNKNOWN_SENDER,
  /** Sessions fit, but the tag is none of theirs. */
  BAD_TAG,
  /** The handshake counter was used before, or nothing tells whether it was. */
  OLD_COUNTER,
  /** It could not be told from a repeat later. */
  NO_ROOM,
  /** Both sides began; the other one's attempt loses. Ours is under way. */
  SIMULTANEOUS,
  /** An answer to nothing we asked, or too late. */
  UNEXPECTED,
  /** The Noise message does not authenticate, or proves another key. */
  BAD_HANDSHAKE
}
