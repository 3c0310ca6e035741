package org.sheratan.radio.mesh;

import org.sheratan.kernel.NodeId;

/**
 * What one node says about another: not to be trusted any more, or that again.
 *
 * @param standing false when its author took it back
 * @param wallSeconds since 1970 by the author's clock, a claim; 0 unknown
 * @param reason for people; may be empty
 * @param counts its author has a say here, and the operator did not override it
 * @param inForce the node is shut out here by such words, this one perhaps among them
 */
public record RevocationWord(NodeId subject, NodeId author, boolean standing, long wallSeconds, String reason,
    boolean counts, boolean inForce) {}
