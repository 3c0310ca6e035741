package org.sheratan.radio.secure;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;

/**
 * A place in what one member says to a group.
 *
 * <pre>
 * 0  4  epoch of the group
 * 4  1  serial of the member's key in that epoch
 * 5  3  counter of a frame, or 1 in the highest bit and the id of a coded transfer
 * </pre>
 *
 * @param number 24 bits
 */
public record GroupPlace(long epoch, int serial, int number) {
  /** Ids of coded transfers have 23 bits. */
  public static final int TRANSFER_MASK = 0x7f_ffff;
  private static final int TRANSFER = 0x80_0000;

  /** That of a coded transfer. */
  public static GroupPlace ofTransfer(long epoch, int serial, int transfer) {
    return new GroupPlace(epoch, serial, TRANSFER | transfer);
  }

  Bytes encode() {
    return new ByteWriter(8).u32(epoch).u8(serial).u8(number >>> 16).u16(number & 0xffff).toBytes();
  }
}
