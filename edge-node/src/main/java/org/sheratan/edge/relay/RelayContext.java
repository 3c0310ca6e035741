package org.sheratan.edge.relay;

import org.sheratan.core.json.Json;

/**
 * What the node knows of a job beyond its order, in the original's shapes.
 *
 * @param session such as {@code core_v2_MISSION}
 * @param lastResult of the latest job it depends on; null for none
 * @param artifacts of its chain; empty without one
 */
public record RelayContext(String session, Json.Obj mission, Json.Obj task, Json lastResult,
    Json.Obj artifacts) {}
