package org.sheratan.radio.fragment;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * A piece of a transfer. All but the last of one transfer are equally long; the last is not longer.
 *
 * <pre>
 * 0  4  transfer id, unique among those of its sender
 * 4  v  index
 * .  v  count, above index
 * .  .  data, at least one byte, to the end
 * </pre>
 */
public record Fragment(long transfer, int index, int count, Bytes data) {
  public Bytes encode() {
    return new ByteWriter(FragmentLimits.HEAD_BYTES + data.length()).u32(transfer).varint(index).varint(count)
        .bytes(data).toBytes();
  }

  /** Reads to the end of {@code reader}. */
  public static Fragment decode(ByteReader reader) {
    long transfer = reader.u32("transfer");
    int index = (int) reader.varint("fragment index", FragmentLimits.MAX_FRAGMENTS - 1);
    int count = (int) reader.varint("fragment count", FragmentLimits.MAX_FRAGMENTS);
    if (index >= count) {
      throw new MalformedException("fragment index", reader.offset(), index + " of " + count);
    }
    if (reader.remaining() == 0) {
      throw new MalformedException("fragment data", reader.offset(), "empty");
    }
    return new Fragment(transfer, index, count, reader.rest());
  }

  boolean last() {
    return index == count - 1;
  }
}
