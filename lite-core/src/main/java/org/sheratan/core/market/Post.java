package org.sheratan.core.market;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/** Sends messages to peers over the mesh, and to this very node without it: an owner may well be its own worker. */
public final class Post {
  /** Assumed when the mesh knows no figure. */
  private static final long UNKNOWN_DELIVERY_MS = 1_000;

  private final Mesh mesh;
  private final Deque<Letter> local = new ArrayDeque<>();
  private long lastLocalTicket;

  /** A message from this node to itself; arrives in the same turn. */
  public record Letter(WireMessage message, long ticket) {}

  public Post(Mesh mesh) {
    this.mesh = mesh;
  }

  public NodeId self() {
    return mesh.self();
  }

  /** As {@link Mesh#send}. Tickets of letters to this node are negative. */
  public long send(NodeId to, WireMessage message, Priority priority, long lifetimeMs, long answers) {
    if (to.equals(self())) {
      local.add(new Letter(message, --lastLocalTicket));
      return lastLocalTicket;
    }
    return mesh.send(to, WireCodec.encode(message, self(), to), priority, lifetimeMs, answers);
  }

  /** A message to another node that is bytes already, such as a signed one. */
  public long send(NodeId to, Bytes encoded, Priority priority, long lifetimeMs, long answers) {
    return mesh.send(to, encoded, priority, lifetimeMs, answers);
  }

  /** Whether a way to {@code to} is known. */
  public boolean reaches(NodeId to) {
    return mesh.expectedMs(to, 1).isPresent();
  }

  /** As {@link Mesh#confirmed}. */
  public void confirmed(long ticket, long answer) {
    if (ticket > 0) {
      mesh.confirmed(ticket, answer);
    }
  }

  public void abandon(long ticket) {
    if (ticket > 0) {
      mesh.abandon(ticket);
    }
  }

  /** Expected milliseconds to {@code to}, a guess when nothing is known. */
  public long expectedMs(NodeId to, int lengthBytes) {
    return to.equals(self()) ? 0 : mesh.expectedMs(to, lengthBytes).orElse(UNKNOWN_DELIVERY_MS);
  }

  /** As {@link Mesh#free}. */
  public boolean free(NodeId to) {
    return to.equals(self()) || mesh.free(to);
  }

  /** Next letter to this node itself, in the order they were sent. */
  public Optional<Letter> nextLocal() {
    return Optional.ofNullable(local.poll());
  }
}
