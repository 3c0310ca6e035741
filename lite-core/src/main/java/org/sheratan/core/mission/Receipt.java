package org.sheratan.core.mission;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;

/**
 * Signed evidence that {@code worker} ran one award of a job. The signature covers every other field and the
 * network, under the context string of receipts.
 *
 * @param attempt which award, 1 for the first
 * @param resultHash SHA-256 of the canonical result
 * @param units work done, in the tool's own unit (bytes for file tools)
 * @param epoch boot epoch of the worker, with {@code sequence} the order of its receipts
 * @param wallMs a claim, worth what {@code wallQuality} says
 */
public record Receipt(NodeId owner, JobId job, int attempt, Bytes resultHash, long units, long priceMicros,
    NodeId worker, int epoch, long sequence, long wallMs, WallQuality wallQuality, Bytes signature) {}
