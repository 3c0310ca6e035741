package org.sheratan.radio.mesh;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Limits;

/** The plaintext of a group frame: a kind byte and its fields. */
sealed interface GroupContent {
  int SIGNED_OVERHEAD_BYTES = 1 + Limits.SIGNATURE_BYTES;

  /** By some member. */
  record Plain(Bytes message) implements GroupContent {}

  record Signed(Bytes signature, Bytes message) implements GroupContent {}

  default Bytes encode() {
    return switch (this) {
      case Plain plain -> new ByteWriter(1 + plain.message().length()).u8(1).bytes(plain.message()).toBytes();
      case Signed signed -> new ByteWriter(SIGNED_OVERHEAD_BYTES + signed.message().length()).u8(2)
          .bytes(signed.signature()).bytes(signed.message()).toBytes();
    };
  }

  /** @throws MalformedException for anything else, and for an empty message */
  static GroupContent decode(Bytes plaintext) {
    ByteReader reader = new ByteReader(plaintext);
    int kind = reader.u8("content kind");
    return switch (kind) {
      case 1 -> new Plain(message(reader));
      case 2 -> new Signed(reader.bytes("signature", Limits.SIGNATURE_BYTES), message(reader));
      default -> throw new MalformedException("content kind", 0, "unknown: " + kind);
    };
  }

  private static Bytes message(ByteReader reader) {
    if (reader.remaining() == 0) {
      throw new MalformedException("message", reader.offset(), "empty");
    }
    return reader.rest();
  }
}
