package org.sheratan.radio.mesh;

import java.util.List;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;

/**
 * A group this node belongs to.
 *
 * @param version of the roster, grows with every change
 * @param epoch grows when somebody was shut out
 * @param members ascending, this node among them
 * @param heard members whose messages we can open now; without this node
 */
public record Group(GroupId id, String name, NodeId admin, int version, int epoch, List<NodeId> members,
    List<NodeId> heard) {}
