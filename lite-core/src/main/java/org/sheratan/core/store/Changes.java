package org.sheratan.core.store;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** The body of a group: changes one behind the other to its end. */
final class Changes {
  private Changes() {}

  /** A change and where it stands in the body. */
  record Placed(Change change, int from, int to) {}

  static Bytes encode(Iterable<Change> changes) {
    ByteWriter out = new ByteWriter(256);
    for (Change change : changes) {
      change.encode(out);
    }
    return out.toBytes();
  }

  /** @throws MalformedException when the body is not changes to its last byte */
  static List<Placed> decode(Bytes body) {
    ByteReader in = new ByteReader(body);
    List<Placed> changes = new ArrayList<>();
    while (in.remaining() > 0) {
      int from = in.offset();
      Change change = Change.decode(in);
      changes.add(new Placed(change, from, in.offset()));
    }
    return changes;
  }
}
