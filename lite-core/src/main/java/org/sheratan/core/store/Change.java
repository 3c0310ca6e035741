package org.sheratan.core.store;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * One record of the journal: code u8, name (varint length, ASCII), and for PUT and ARCHIVE the value (varint
 * length, bytes).
 *
 * @param value empty unless the kind carries one
 */
record Change(Kind kind, String name, Bytes value) {
  /** Stable codes: they are on disk. */
  enum Kind {
    PUT(1), REMOVE(2), ARCHIVE(3), FORGET(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    boolean archived() {
      return this == ARCHIVE || this == FORGET;
    }

    boolean hasValue() {
      return this == PUT || this == ARCHIVE;
    }

    static Kind of(int code, int offset) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new MalformedException("change", offset, "unknown code " + code);
    }
  }

  /** Orders named records before archived ones, then by name: the order of a snapshot. */
  String sortKey() {
    return (kind.archived() ? "1" : "0") + name;
  }

  void encode(ByteWriter out) {
    out.u8(kind.code).text(name);
    if (kind.hasValue()) {
      out.lengthPrefixed(value);
    }
  }

  /** @throws MalformedException when the bytes are no change */
  static Change decode(ByteReader in) {
    Kind kind = Kind.of(in.u8("change"), in.offset() - 1);
    int nameAt = in.offset();
    String name = in.text("name", Limits.NAME_CHARS);
    if (!RecordNames.valid(name)) {
      throw new MalformedException("name", nameAt, "not printable ASCII");
    }
    return new Change(kind, name,
        kind.hasValue() ? in.lengthPrefixed("value", Limits.VALUE_BYTES) : Bytes.EMPTY);
  }
}
