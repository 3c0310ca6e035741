package org.sheratan.core.mission;

import org.sheratan.core.json.Json;

/**
 * What a client of the original's API said beside what the job needs, so that it is given its own words back.
 *
 * @param critical it said {@code critical}: before the others of {@link org.sheratan.radio.frame.Priority#HIGH}
 * @param kind its payload named the kind; otherwise the task did
 * @param params its payload had the parameters; otherwise the task did
 * @param rest its payload without those two
 */
public record ClientWords(boolean critical, boolean kind, boolean params, Json.Obj rest) {
  /** As the client wrote it; what it is known by when the same request comes again. */
  public Json.Obj payload(JobSpec spec) {
    Json.Obj payload = kind ? rest.with("kind", spec.kind()) : rest;
    return params ? payload.with("params", spec.params()) : payload;
  }
}
