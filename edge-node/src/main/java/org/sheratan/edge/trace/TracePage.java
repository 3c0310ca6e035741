package org.sheratan.edge.trace;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;

/**
 * Entries, newest first.
 *
 * @param next continues the list; empty at its end
 * @param scanned lines looked at
 * @param skipped of these, lines that are none of ours
 */
public record TracePage(List<Json.Obj> entries, Optional<Place> next, int scanned, int skipped) {
  public TracePage {
    entries = List.copyOf(entries);
  }
}
