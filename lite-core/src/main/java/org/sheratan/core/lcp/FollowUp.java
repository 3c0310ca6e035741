package org.sheratan.core.lcp;

import org.sheratan.core.json.Json;

/**
 * A job that a result asks for.
 *
 * @param params may name results of other jobs of the chain, see {@link ParamResolver}
 */
public record FollowUp(String kind, Json.Obj params) {}
