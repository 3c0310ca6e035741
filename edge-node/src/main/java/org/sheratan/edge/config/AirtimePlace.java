package org.sheratan.edge.config;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where airtime is kept unless the operator says otherwise: one place for all nodes of a machine, since the law counts a
 * transmitter's airtime and not a node's. The Debian package makes it for everyone who may use a modem; where it is
 * missing, or closed to the node's user, it is a place of that user: {@link UserFolders}.
 */
public final class AirtimePlace {
  private static final Path MACHINE = Path.of("/var/lib/sheratan-airtime");

  private AirtimePlace() {}

  public static Path ofThisMachine() {
    return choose(MACHINE, UserFolders.of(System.getenv()).airtime());
  }

  static Path choose(Path machine, Path user) {
    return Files.isDirectory(machine) && Files.isWritable(machine) ? machine : user;
  }
}
