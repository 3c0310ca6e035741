package org.sheratan.core.mission;

import org.sheratan.kernel.NodeId;

/**
 * What makes a job a question to one auditor.
 *
 * @param about the job in question
 * @param auditor the only node that may answer
 */
public record Inquiry(JobId about, NodeId auditor) {}
