package org.sheratan.core.wire;

import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.NodeId;

/**
 * What a codec knows before it reads the first byte of its body.
 *
 * @param sender and {@code receiver}: the two ends of the message, as the mesh authenticated them
 * @param job null for messages about no job
 */
record Head(NodeId sender, NodeId receiver, JobId job) {}
