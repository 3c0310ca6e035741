package org.sheratan.core.message;

import java.util.Optional;

/** What became of a request about a message. */
public sealed interface MessageVerdict {
  /**
   * Words are taken on.
   *
   * @param known the idempotency key named this earlier message
   */
  record Accepted(Outgoing message, boolean known) implements MessageVerdict {}

  /** The message as it stands. */
  record Found(Message message) implements MessageVerdict {}

  /**
   * @param field of the request that is to blame, if one is
   * @param fix what to try next; empty when there is nothing
   */
  record Refused(Why why, String message, Optional<String> field, String fix) implements MessageVerdict {}

  /** Why not. */
  enum Why {
    INVALID, NOT_FOUND, CONFLICT, BUSY
  }

  static Refused refused(Why why, String message, String fix) {
    return new Refused(why, message, Optional.empty(), fix);
  }
}
