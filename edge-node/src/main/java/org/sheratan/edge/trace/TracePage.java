package org.sheratan.edge.trace;

import java.util.List;

import org.sheratan.core.json.Json;

/** Entries, newest first, and how far they reach. */
public record TracePage(List<Json.Obj> entries, TraceReach reach) {
  public TracePage {
    entries = List.copyOf(entries);
  }
}
