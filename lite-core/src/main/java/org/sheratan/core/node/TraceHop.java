package org.sheratan.core.node;

import java.util.Optional;

import org.sheratan.kernel.NodeId;

/**
 * One node on a way.
 *
 * @param reply empty when it did not answer: nothing is known of it but what others said
 * @param seenBeforeMs how long before the end of the trace it was last seen: by its answer, else by whoever named it
 * @param gap others may stand between it and the hop before
 */
public record TraceHop(NodeId node, Optional<WayReply> reply, Optional<Long> seenBeforeMs, boolean gap) {}
