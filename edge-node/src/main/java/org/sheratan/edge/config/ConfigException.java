package org.sheratan.edge.config;

import java.nio.file.Path;

/** A configuration that cannot be used: where, and what would fit there. Never repeats a value it found. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  /** @param line and column count from 1; 0 when the file as a whole is meant */
  record Place(int line, int column) {
    static final Place WHOLE_FILE = new Place(0, 0);
  }

  private final int line;
  private final int column;

  ConfigException(Path file, Place place, String problem) {
    super(file + (place.line() == 0 ? "" : ":" + place.line() + ":" + place.column()) + ": " + problem);
    this.line = place.line();
    this.column = place.column();
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
