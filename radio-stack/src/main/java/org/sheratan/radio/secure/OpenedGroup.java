package org.sheratan.radio.secure;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;

/** What became of a group frame. */
public sealed interface OpenedGroup {
  /**
   * New, and made with the key of {@code from}: by it, or by another member.
   *
   * @param place what a signature in it must name
   */
  record Frame(GroupId group, NodeId from, GroupPlace place, Bytes plaintext) implements OpenedGroup {}

  /** Opened before, or too far behind the newest to tell. */
  record Repeat(GroupId group, NodeId from) implements OpenedGroup {}

  /** No key of ours fits: another group's, a key not received yet, or one of an epoch that is over. */
  record Refused(Refusal why) implements OpenedGroup {}
}
