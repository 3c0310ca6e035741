package org.sheratan.radio.link;

import org.sheratan.kernel.Bytes;

/** Upward calls of a link. Implementations only queue: the node takes them in its next turn. */
public interface LinkListener {
  void onFrame(Link link, LinkEndpoint from, Bytes frame);

  /** The link can carry frames again, or no longer; {@code why} is for people. */
  void onState(Link link, boolean up, String why);
}
