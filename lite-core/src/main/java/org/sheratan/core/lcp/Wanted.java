package org.sheratan.core.lcp;

import java.util.List;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;

/**
 * What a row of a chain asks for.
 *
 * @param params not resolved, see {@link ParamResolver}
 * @param needs as a job's
 * @param timeoutMs as a job's
 */
public record Wanted(String kind, Json.Obj params, List<String> needs, long timeoutMs) {
  public Wanted {
    needs = List.copyOf(needs);
  }

  static Wanted of(FollowUp followUp) {
    return new Wanted(followUp.kind(), followUp.params(), List.of(), JobSpec.DEFAULT_TIMEOUT_MS);
  }

  Wanted needing(List<String> others) {
    return new Wanted(kind, params, others, timeoutMs);
  }

  /** Whether it is the very same work, whoever asks. */
  boolean same(Wanted other) {
    return kind.equals(other.kind) && params.equals(other.params);
  }
}
