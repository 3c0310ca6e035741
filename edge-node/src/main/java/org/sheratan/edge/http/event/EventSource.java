package org.sheratan.edge.http.event;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.door.HttpRefusal;

/** Answers paths of the API within this process. */
@FunctionalInterface
public interface EventSource {
  /** @throws HttpRefusal as the API would answer */
  Json.Obj get(String target) throws HttpRefusal;
}
