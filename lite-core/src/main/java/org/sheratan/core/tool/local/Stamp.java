package org.sheratan.core.tool.local;

import java.nio.file.Path;

import org.sheratan.core.tool.ToolOrder;

/** Names of files being written: they carry job and attempt until the rename makes them visible. */
final class Stamp {
  private static final String PREFIX = ".sheratan-";
  private static final String SUFFIX = ".tmp";

  private Stamp() {}

  static Path name(ToolOrder order) {
    return Path.of(PREFIX + order.job() + "-" + order.attempt() + SUFFIX);
  }

  static boolean isStamp(Path name) {
    String text = name.toString();
    return text.startsWith(PREFIX) && text.endsWith(SUFFIX);
  }
}
