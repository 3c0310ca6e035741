package org.sheratan.radio.mesh;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.secure.JoinCode;

/** What the mesh tells the floor above. */
public sealed interface MeshEvent {
  /**
   * A message came in, authenticated as {@code from}. Retries may deliver it again: messages are idempotent.
   *
   * @param arrival names this delivery; give it to {@link Mesh#send} with the answer, and the answer becomes the
   *     acknowledgement
   */
  record MessageArrived(NodeId from, Bytes message, long arrival) implements MeshEvent {}

  /** The destination has acknowledged, which it does only after its own commit. */
  record Delivered(long ticket) implements MeshEvent {}

  /** Not acknowledged within its lifetime. It may have arrived all the same. */
  record Undelivered(long ticket, String why) implements MeshEvent {}

  /** A peer is new, or its card, epoch or load changed. */
  record PeerChanged(Peer peer) implements MeshEvent {}

  /**
   * The neighbors were asked for the newest epoch they know of this node.
   *
   * @param highest 0 without an answer
   */
  record SelfRecalled(int highest, int answers) implements MeshEvent {}

  /** An announce signed with this node's identity, newer than everything it has said: another life of it lives. */
  record SelfHeard(int epoch) implements MeshEvent {}

  /** The announces of this epoch are nearly all made: {@link PolledMesh#enter} the next one. */
  record EpochUsedUp() implements MeshEvent {}

  /**
   * A peer answered {@link Survey#askWay}.
   *
   * @param signal how its answer was heard here, where the link can tell
   */
  record WayTold(NodeId from, int number, WayReport report, Optional<Signal> signal) implements MeshEvent {}

  /**
   * Something stored before the last restart was thrown away. Of a transfer it comes again.
   *
   * @param record its name on disk
   * @param cause for people: unreadable, stale, contradictory, too many
   */
  record RecordDropped(String record, String cause) implements MeshEvent {}

  /** A node that has a say here revoked another, or took that back. */
  record RevocationHeard(RevocationWord word) implements MeshEvent {}

  /** Silent for too long; the route is gone. */
  record PeerLost(NodeId id) implements MeshEvent {}

  /**
   * Something was said to a group.
   *
   * @param from whose key it was sealed with: without a signature any member can have made it
   * @param signed with the identity of {@code from}: what has an effect must be
   */
  record GroupMessage(GroupId group, NodeId from, Bytes message, boolean signed) implements MeshEvent {}

  /** A group of ours is new, or its members changed. */
  record GroupChanged(Group group) implements MeshEvent {}

  /** We belong to it no longer; {@code why} is for people. */
  record GroupLeft(GroupId group, String why) implements MeshEvent {}

  /** The code let us into {@code group}. */
  record Joined(JoinCode code, GroupId group) implements MeshEvent {}

  /** The code did not lead into a group; {@code why} is for people. */
  record JoinFailed(JoinCode code, String why) implements MeshEvent {}
}
