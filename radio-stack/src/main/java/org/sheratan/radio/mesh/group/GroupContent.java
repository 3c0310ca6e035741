package org.sheratan.radio.mesh.group;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.fragment.FragmentLimits;
import org.sheratan.radio.fragment.FragmentReport;
import org.sheratan.radio.frame.Limits;

/** The plaintext of a group frame: a kind byte and its fields. */
public sealed interface GroupContent {
  int SIGNED_OVERHEAD_BYTES = 1 + Limits.SIGNATURE_BYTES;
  int PIECE_OVERHEAD_BYTES = 1 + 2 + FragmentLimits.HEAD_BYTES;
  int REPORT_BYTES = 1 + 2 + 5;

  /** By some member. */
  record Plain(Bytes message) implements GroupContent {}

  record Signed(Bytes signature, Bytes message) implements GroupContent {}

  /**
   * Of a coded transfer.
   *
   * @param originHint of the member whose transfer it is
   */
  record Piece(int originHint, Fragment fragment) implements GroupContent {}

  /** What the sender of this still lacks of a coded transfer. */
  record Report(int originHint, FragmentReport report) implements GroupContent {}

  default Bytes encode() {
    return switch (this) {
      case Plain plain -> new ByteWriter(1 + plain.message().length()).u8(1).bytes(plain.message()).toBytes();
      case Signed signed -> new ByteWriter(SIGNED_OVERHEAD_BYTES + signed.message().length()).u8(2)
          .bytes(signed.signature()).bytes(signed.message()).toBytes();
      case Piece piece -> new ByteWriter(PIECE_OVERHEAD_BYTES + piece.fragment().data().length()).u8(3)
          .u16(piece.originHint()).bytes(piece.fragment().encode()).toBytes();
      case Report report -> {
        ByteWriter writer = new ByteWriter().u8(4).u16(report.originHint());
        report.report().encode(writer);
        yield writer.toBytes();
      }
    };
  }

  /** @throws MalformedException for anything else, and for an empty message */
  static GroupContent decode(Bytes plaintext) {
    ByteReader reader = new ByteReader(plaintext);
    int kind = reader.u8("content kind");
    GroupContent content = switch (kind) {
      case 1 -> new Plain(message(reader));
      case 2 -> new Signed(reader.bytes("signature", Limits.SIGNATURE_BYTES), message(reader));
      case 3 -> new Piece(reader.u16("origin hint"), Fragment.decode(reader));
      case 4 -> new Report(reader.u16("origin hint"), FragmentReport.decode(reader));
      default -> throw new MalformedException("content kind", 0, "unknown: " + kind);
    };
    reader.end("content");
    return content;
  }

  private static Bytes message(ByteReader reader) {
    if (reader.remaining() == 0) {
      throw new MalformedException("message", reader.offset(), "empty");
    }
    return reader.rest();
  }
}
