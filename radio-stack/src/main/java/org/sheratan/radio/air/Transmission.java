package org.sheratan.radio.air;

import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.Priority;

/**
 * What goes on the air at once.
 *
 * @param onAir one frame, or a batch of them
 * @param priority the highest of what it carries
 * @param beginMs when it may leave; {@link Long#MAX_VALUE} when not before some event
 * @param carried taken from the queue
 */
record Transmission(Bytes onAir, Priority priority, long airtimeMicros, long beginMs,
    List<Outbound> carried) {}
