package org.sheratan.radio.air;

/** A region table that breaks its form, with the place. */
public final class RegionTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /** @param line and {@code column}, counted from 1 */
  RegionTableException(int line, int column, String reason) {
    super("line " + line + ", column " + column + ": " + reason, null, false, false);
    this.line = line;
    this.column = column;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
