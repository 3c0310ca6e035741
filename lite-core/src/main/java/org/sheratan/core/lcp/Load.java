package org.sheratan.core.lcp;

import java.util.Optional;
import java.util.stream.Stream;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonWeight;

/**
 * How much parameters are.
 *
 * @param jsonBytes of canonical JSON
 * @param memoryBytes about what they take of this node's memory
 */
record Load(long jsonBytes, long memoryBytes) {
  static final Load NONE = new Load(0, 0);

  static Load of(Json value) {
    return new Load(CanonicalJson.bytes(value).length(), JsonWeight.of(value));
  }

  static Load of(Stream<Wanted> all) {
    return all.map(wanted -> of(wanted.params())).reduce(NONE, Load::plus);
  }

  static Load of(Chain chain) {
    return of(chain.rows().stream().map(Row::wanted)).plus(chain.form().map(Load::of).orElse(NONE));
  }

  static Load of(Plan plan) {
    return of(plan.steps().stream().map(Plan.Step::wanted)).plus(of(plan.form()));
  }

  Load plus(Load other) {
    return new Load(jsonBytes + other.jsonBytes, memoryBytes + other.memoryBytes);
  }

  /** Why one chain cannot have them; empty when it can. */
  Optional<String> beyondChain() {
    return jsonBytes > LcpLimits.CHAIN_BYTES
        ? Optional.of("params of " + jsonBytes + " bytes exceed " + LcpLimits.CHAIN_BYTES)
        : memoryBytes > LcpLimits.CHAIN_MEMORY_BYTES
            ? Optional.of("params that take " + memoryBytes + " bytes of memory exceed "
                + LcpLimits.CHAIN_MEMORY_BYTES)
            : Optional.empty();
  }
}
