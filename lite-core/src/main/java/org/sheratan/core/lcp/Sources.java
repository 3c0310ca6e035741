package org.sheratan.core.lcp;

import java.util.SortedMap;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.MalformedException;

/**
 * What parameters may be made of.
 *
 * @param results of completed jobs of the chain, by the names that refer to them
 * @param artifacts such as {@code file_list}
 */
record Sources(SortedMap<String, Json.Obj> results, SortedMap<String, Json> artifacts) {
  /** @throws MalformedException naming {@code field} when it does not exist */
  Json.Obj result(String field, String name) {
    Json.Obj found = results.get(name);
    if (found == null) {
      throw ResultPath.malformed(field, "there is no result of " + name);
    }
    return found;
  }

  /** @throws MalformedException likewise */
  Json artifact(String field, String name) {
    Json found = artifacts.get(name);
    if (found == null) {
      throw ResultPath.malformed(field, "there is no artifact " + name);
    }
    return found;
  }
}
