package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/** A job kind: its number in the dictionary, or 0 and the name spelled out. */
final class KindCodec {
  private KindCodec() {}

  static void write(String kind, ByteWriter out) {
    Check.that(!kind.isEmpty() && WireLimits.clip(kind, WireLimits.NAME_BYTES).equals(kind),
        "no kind: " + kind);
    int position = WireWords.KINDS.position(kind);
    if (position > 0) {
      out.varint(position);
    } else {
      out.varint(0).text(kind);
    }
  }

  static String read(ByteReader in) {
    int start = in.offset();
    int position = (int) in.varint("kind", WireWords.KINDS.size() - 1);
    if (position > 0) {
      return WireWords.KINDS.word(position);
    }
    String kind = in.text("kind", WireLimits.NAME_BYTES);
    if (WireWords.KINDS.position(kind) >= 0) {
      throw new MalformedException("kind", start, "empty, or spelled out without need");
    }
    return kind;
  }
}
