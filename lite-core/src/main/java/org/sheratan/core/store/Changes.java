package org.sheratan.core.store;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** The bodies of a turn's groups: changes one behind the other to the end of each. */
final class Changes {
  private Changes() {}

  /** A change and where it stands in the file. */
  record Placed(Change change, long from, int length) {}

  /**
   * One body, or several where that would be long.
   *
   * @param longBytes each is ended by the change with which it is that long
   */
  static List<Bytes> encode(Iterable<Change> changes, int longBytes) {
    List<Bytes> bodies = new ArrayList<>();
    ByteWriter out = new ByteWriter(256);
    for (Change change : changes) {
      if (out.length() >= longBytes) {
        bodies.add(out.toBytes());
        out = new ByteWriter(longBytes);
      }
      change.encode(out);
    }
    bodies.add(out.toBytes());
    return bodies;
  }

  /**
   * @param at where the body stands in the file
   * @throws MalformedException when the body is not changes to its last byte
   */
  static List<Placed> decode(Bytes body, long at) {
    ByteReader in = new ByteReader(body);
    List<Placed> changes = new ArrayList<>();
    while (in.remaining() > 0) {
      int from = in.offset();
      Change change = Change.decode(in);
      changes.add(new Placed(change, at + from, in.offset() - from));
    }
    return changes;
  }
}
