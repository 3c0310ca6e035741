package org.sheratan.radio.mesh;

import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Signal;

/**
 * One way to someone heard directly, as measured; what was never measured is empty.
 *
 * @param link its name
 * @param endpoint where on the link, in the link's own words
 * @param proven something sealed came from there, not only announces, which anyone can repeat
 * @param signal smoothed over the frames heard
 * @param heardPermille of the frames it sealed for us, how many came at the first try: its way to us
 * @param answeredPermille of our tries, how many it acknowledged in time: the way there and back; empty after too few
 * @param roundTripMs smoothed; empty before the first acknowledgement
 * @param blocked nothing is taken from it, so nothing about it is proven
 * @param refused of what it handed us, what a bound made us not take: messages, transfers, identities nobody knows
 * @param lost tries of ours that it took for far peers, and that those did not acknowledge in time
 * @param passedBy far peers whose messages go another way if there is one, for what it lost of theirs
 * @param throttledUntilMs monotonic time until which it brings few identities, for having brought too many; past or 0
 *     where it may bring them
 */
public record Neighbor(NodeId id, String link, String endpoint, boolean proven, Optional<Signal> signal,
    OptionalInt heardPermille, OptionalInt answeredPermille, Optional<Long> roundTripMs, long lastHeardMs,
    boolean blocked, long refused, long lost, int passedBy,
    long throttledUntilMs) {}
