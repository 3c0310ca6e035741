package org.sheratan.radio.mesh;

import org.sheratan.kernel.NodeId;

/**
 * One way to a peer, as learned from its announces.
 *
 * @param hops link crossings; 1 is {@code to} itself
 * @param costMilli what ways are compared by: expected transmissions times what each takes, in thousandths
 *     of one on a fast link, much more where {@code via} fails
 * @param heardMs monotonic time of the announce it was learned by
 */
public record Route(NodeId to, NodeId via, int hops, int costMilli, long heardMs) {}
