package org.sheratan.radio.link;

import org.sheratan.kernel.Bytes;

/**
 * A way to put frames on the air or the wire.
 *
 * <p>{@link #send} never blocks and never throws. It promises nothing: a frame may be lost, doubled, reordered,
 * damaged or arrive much later, and there is no word of any of it. Everything above lives with that.
 */
public interface Link {
  LinkProfile profile();

  /**
   * Hands one frame of at most {@link LinkProfile#mtuBytes()} to the link.
   *
   * @param to an endpoint this link named in {@link LinkListener#onFrame}, or {@link LinkEndpoint#EVERYONE}
   */
  void send(LinkEndpoint to, Bytes frame);

  /**
   * Milliseconds until a frame handed over at {@code nowMs} would have left, as far as the link can tell; 0 where
   * nothing waits. Retry timers start from there. Called from the node's turn: it must not wait for the link.
   */
  default long waitMs(long nowMs, Urgency urgency) {
    return 0;
  }
}
