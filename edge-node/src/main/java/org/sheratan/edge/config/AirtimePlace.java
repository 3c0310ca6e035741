package org.sheratan.edge.config;

import java.nio.file.Path;

/**
 * Where airtime is kept unless the operator says otherwise: one place for all nodes of a user, since the law counts a
 * transmitter's airtime and not a node's (XDG Base Directory Specification, state files).
 */
final class AirtimePlace {
  private AirtimePlace() {}

  static Path ofThisMachine() {
    String state = System.getenv("XDG_STATE_HOME");
    Path base = state == null || !state.startsWith("/")
        ? Path.of(System.getProperty("user.home"), ".local", "state")
        : Path.of(state);
    return base.resolve("sheratan").resolve("airtime");
  }
}
