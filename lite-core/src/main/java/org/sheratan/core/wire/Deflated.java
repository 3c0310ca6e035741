package org.sheratan.core.wire;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** Raw deflate (RFC 1951) with the inflated length in front, so that nobody inflates more than announced. */
final class Deflated {
  private static final String FIELD = "deflated body";

  private Deflated() {}

  /** {@code plain} itself when packing does not pay. */
  static Bytes pack(Bytes plain) {
    if (plain.length() < WireLimits.DEFLATE_FROM_BYTES) {
      return plain;
    }
    byte[] packed = new byte[plain.length()];
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(plain.toArray());
      deflater.finish();
      int length = deflater.deflate(packed);
      Bytes framed = new ByteWriter(length + 3).varint(plain.length()).bytes(Bytes.copyOf(packed, 0, length))
          .toBytes();
      return deflater.finished() && framed.length() < plain.length() ? framed : plain;
    } finally {
      deflater.end();
    }
  }

  static Bytes unpack(ByteReader in) {
    int start = in.offset();
    int length = (int) in.varint(FIELD, WireLimits.MESSAGE_BYTES);
    byte[] packed = in.rest().toArray();
    byte[] plain = new byte[length];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      int filled = inflate(inflater, plain);
      if (filled != length || !ended(inflater) || inflater.getRemaining() != 0) {
        throw new MalformedException(FIELD, start, "not " + length + " bytes inflated");
      }
    } catch (DataFormatException broken) {
      throw new MalformedException(FIELD, start, "not deflate data");
    } finally {
      inflater.end();
    }
    return Bytes.copyOf(plain);
  }

  private static int inflate(Inflater inflater, byte[] plain) throws DataFormatException {
    int filled = 0;
    while (filled < plain.length) {
      int more = inflater.inflate(plain, filled, plain.length - filled);
      if (more == 0) {
        return filled;
      }
      filled += more;
    }
    return filled;
  }

  /** The end mark may follow the last byte; asking for one byte more makes the inflater read it. */
  private static boolean ended(Inflater inflater) throws DataFormatException {
    return inflater.finished() || inflater.inflate(new byte[1]) == 0 && inflater.finished();
  }
}
