package org.sheratan.radio.link;

import java.util.Optional;

import org.sheratan.kernel.Bytes;

/** Upward calls of a link. Implementations only queue: the node takes them in its next turn. */
public interface LinkListener {
  /** @param signal how it was heard; empty where there is no such thing */
  void onFrame(Link link, LinkEndpoint from, Bytes frame, Optional<Signal> signal);

  /** The link can carry frames again, or no longer; {@code why} is for people. */
  void onState(Link link, boolean up, String why);
}
