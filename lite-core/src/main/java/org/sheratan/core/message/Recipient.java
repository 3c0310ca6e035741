package org.sheratan.core.message;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;

/** Whom words are for. */
public sealed interface Recipient {
  /** The people at one node. */
  record Node(NodeId id) implements Recipient {}

  /** The people at all nodes that belonged to a group of ours when the words were written. */
  record Group(GroupId id) implements Recipient {}
}
