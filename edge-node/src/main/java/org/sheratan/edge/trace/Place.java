package org.sheratan.edge.trace;

import org.sheratan.kernel.MalformedException;

/**
 * A place in the trace. Text form {@code file-offset}.
 *
 * @param file number of the file, ≥ 1
 * @param offset bytes from its beginning
 */
public record Place(int file, long offset) {
  /** @throws MalformedException unless {@code text} is such as {@code 3-17250} */
  public static Place parse(String text) {
    if (!text.matches("[1-9][0-9]{0,8}-[0-9]{1,15}")) {
      throw new MalformedException("place", MalformedException.NO_OFFSET,
          "expected what an earlier answer gave as next");
    }
    String[] parts = text.split("-");
    return new Place(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
  }

  @Override
  public String toString() {
    return file + "-" + offset;
  }
}
