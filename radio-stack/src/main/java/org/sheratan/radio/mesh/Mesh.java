package org.sheratan.radio.mesh;

import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.Priority;

/**
 * The mesh as the floor above sees it: named peers, whole messages, outcomes. Calls are made inside the node's
 * turn and take effect at its end; outcomes come back as {@link MeshEvent}.
 */
public interface Mesh {
  int MAX_MESSAGE_BYTES = 64 * 1024;
  /** For {@code answers}: this message answers nothing. */
  long UNPROMPTED = 0;

  NodeId self();

  /**
   * Sends one message end to end, retrying until it is acknowledged or {@code lifetimeMs} is over.
   *
   * <p>An answer sent within the acknowledgement delay of what it answers <em>is</em> that acknowledgement, and
   * is not acknowledged itself: it is sent again whenever the question is repeated, and on its own only after
   * the peer lost its session. An answer sent later is a message like any other. Whatever must arrive even if
   * nobody asks again is sent {@link #UNPROMPTED}.
   *
   * @param message 1..{@link #MAX_MESSAGE_BYTES}
   * @param answers the {@link MeshEvent.MessageArrived#arrival()} this answers, or {@link #UNPROMPTED}
   * @return a ticket, unique within this boot, that the outcome will name
   */
  long send(NodeId to, Bytes message, Priority priority, long lifetimeMs, long answers);

  /**
   * An answer proved the arrival of {@code ticket}: stop retrying it. Unknown tickets are ignored.
   *
   * @param answer the {@link MeshEvent.MessageArrived#arrival()} of that answer, which then needs no
   *     acknowledgement of its own
   */
  void confirmed(long ticket, long answer);

  /** Stops trying; no outcome will follow. */
  void abandon(long ticket);

  /** Expected milliseconds to deliver {@code lengthBytes} to {@code to}; empty when no way is known. */
  Optional<Long> expectedMs(NodeId to, int lengthBytes);

  /** Whether a message to {@code to} costs the others nothing: it is a neighbor, and no medium is shared on the way. */
  boolean free(NodeId to);

  /**
   * Something waits above for a way to {@code to}: where no way is known, neighbors that share a medium are asked for
   * one, again and again for some minutes. What was handed to {@link #send} does so by itself.
   */
  void seek(NodeId to);

  /** Every way to everyone heard directly, sorted by id; blocked ones in range too. */
  List<Neighbor> neighbors();

  /** Every known peer, sorted by id. */
  List<Peer> peers();

  Optional<Peer> peer(NodeId id);

  /** Whether nothing is taken from {@code id} and nothing given to it, be it known or not. */
  boolean blocked(NodeId id);

  /** Changes what this node says about itself; announced soon. */
  void describe(Card card);

  /** Changes the announced load, 0..100. */
  void load(int percent);

  Groups groups();
}
