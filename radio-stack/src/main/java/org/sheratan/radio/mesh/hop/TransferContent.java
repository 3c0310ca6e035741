package org.sheratan.radio.mesh.hop;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Crc32c;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.Limits;

/**
 * What a transfer carries. The check is against parts of two transfers that go by one id after restarts of either side;
 * against strangers every piece is sealed.
 *
 * <pre>
 * 0  1  first byte that its own frame would have had
 * 1  1  lifetime code
 * 2  4  CRC-32C of the first byte and the plaintext
 * 6  .  plaintext, to the end
 * </pre>
 */
public record TransferContent(FrameHead head, int lifetimeCode, Bytes plaintext) {
  static final int OVERHEAD_BYTES = 6;
  private static final int CHECK_OFFSET = 2;

  Bytes encode() {
    return new ByteWriter(OVERHEAD_BYTES + plaintext.length()).u8(head.encode()).u8(lifetimeCode)
        .u32(check(head, plaintext)).bytes(plaintext).toBytes();
  }

  public static TransferContent decode(Bytes content) {
    ByteReader reader = new ByteReader(content);
    FrameHead head = FrameHead.decode(reader.u8("head"));
    int lifetimeCode = reader.u8("lifetime code");
    if (lifetimeCode > Limits.MAX_LIFETIME_CODE) {
      throw new MalformedException("lifetime code", 1, "above the largest");
    }
    long check = reader.u32("check");
    TransferContent decoded = new TransferContent(head, lifetimeCode, reader.rest());
    if (check != check(head, decoded.plaintext)) {
      throw new MalformedException("check", CHECK_OFFSET, "not of this content");
    }
    return decoded;
  }

  static long check(FrameHead head, Bytes plaintext) {
    return Crc32c.of(new ByteWriter(1).u8(head.encode()).toBytes(), plaintext);
  }
}
