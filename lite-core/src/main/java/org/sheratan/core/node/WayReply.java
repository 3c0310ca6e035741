package org.sheratan.core.node;

import java.util.Optional;

import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.WayReport;

/**
 * A peer's answer to a question about a way.
 *
 * @param report what it said
 * @param signal how its answer was heard here; empty where the link knows no such thing
 * @param roundTripMs from the question to the answer
 */
public record WayReply(WayReport report, Optional<Signal> signal, long roundTripMs) {}
