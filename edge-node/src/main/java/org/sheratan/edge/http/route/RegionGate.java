package org.sheratan.edge.http.route;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.radio.air.Conformance;
import org.sheratan.radio.air.Region;

/** Where a node keeps the region whose law its radio obeys. Any thread. */
public interface RegionGate {
  /**
   * @param before what was set; empty for none
   * @param file where it is written
   * @param conformance of the radio's planned settings
   */
  record Change(Optional<String> before, Region region, Path file, Conformance conformance) {}

  /** The name of the one that is set. */
  Optional<String> region();

  /**
   * Writes it down, then has the radio obey it.
   *
   * @throws IOException when it cannot be written; nothing has changed then
   */
  Change set(Region region) throws IOException;
}
