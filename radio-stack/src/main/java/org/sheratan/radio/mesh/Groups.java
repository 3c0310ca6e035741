package org.sheratan.radio.mesh;

import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.secure.JoinCode;

/**
 * The groups of this node, several at once. What is said to a group is sealed with a key of its sender that all members
 * have and nobody else; who leaves or is removed gets none of the next ones. Calls take effect at the end of the turn.
 */
public interface Groups {
  /** What is said to a group: the rest is for its author's signature. */
  int MAX_MESSAGE_BYTES = Mesh.MAX_MESSAGE_BYTES - MeshLimits.BROADCAST_OVERHEAD_BYTES;

  /** Why something was not done. */
  enum Refused {
    /** No group of ours has that id. */
    UNKNOWN_GROUP,
    /** Only its admin can do that. */
    NOT_ADMIN,
    /** That node does not belong to it. */
    NOT_A_MEMBER,
    /** A bound is reached: groups, members, invitations, joins or large messages under way. */
    TOO_MANY,
    /** The message is longer than {@link #MAX_MESSAGE_BYTES}, or than a link carries. */
    TOO_LONG
  }

  /** Sorted by id. */
  List<Group> all();

  /**
   * A new group with this node as its admin and only member.
   *
   * @param name 1..32 printable characters
   * @return empty when this node belongs to too many already
   * @throws org.sheratan.kernel.MalformedException when the name breaks a limit
   */
  Optional<Group> create(String name);

  /** What became of {@link #invite}: the code, or why there is none. */
  sealed interface Invitation {
    record Code(JoinCode code) implements Invitation {}

    record None(Refused why) implements Invitation {}
  }

  /** A code that lets one node in, once, within {@code lifetimeMs}. */
  Invitation invite(GroupId group, long lifetimeMs);

  /**
   * Asks the admin whom {@code code} names, until it answers or {@code lifetimeMs} is over. The outcome is a
   * {@link MeshEvent.Joined} or a {@link MeshEvent.JoinFailed}.
   */
  Optional<Refused> join(JoinCode code, long lifetimeMs);

  /** Shuts {@code member} out: all others make new keys. By the admin only. */
  Optional<Refused> remove(GroupId group, NodeId member);

  /** Forgets the group; its admin is told once, if it can be reached. An admin that leaves closes the group. */
  Optional<Refused> leave(GroupId group);

  /**
   * Says {@code message} to all members in reach. Nobody acknowledges. What fits one frame is passed on any number of
   * hops; what does not is always signed, goes in coded pieces, and to neighbors only, until all who hear it have it.
   *
   * @param message 1..{@link #MAX_MESSAGE_BYTES}
   * @param signed with this node's identity: 64 bytes more; whatever has an effect must be
   */
  Optional<Refused> broadcast(GroupId group, Bytes message, Priority priority, boolean signed);
}
