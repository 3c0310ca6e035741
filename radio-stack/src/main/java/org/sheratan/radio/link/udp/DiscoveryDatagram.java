package org.sheratan.radio.link.udp;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * What travels to the shared discovery port: one frame, and the unicast port of the node that sent it. Nothing in
 * it is authenticated; the frame inside is. Byte table: docs/protocol.md, "UDP link".
 *
 * @param unicastPort 1..65535: where frames for the sender go, at the address the datagram came from
 * @param frame 1..{@link #MAX_FRAME_BYTES}
 */
record DiscoveryDatagram(int unicastPort, Bytes frame) {
  static final int MAX_FRAME_BYTES = 1200;
  static final int HEADER_BYTES = 6;
  /** "SHE". */
  private static final int MAGIC = 0x534845;
  private static final int VERSION = 1;

  Bytes encode() {
    return new ByteWriter(HEADER_BYTES + frame.length()).u8(MAGIC >>> 16).u16(MAGIC & 0xffff).u8(VERSION)
        .u16(unicastPort).bytes(frame).toBytes();
  }

  /** @throws MalformedException for anything {@link #encode} does not write */
  static DiscoveryDatagram decode(Bytes datagram) {
    ByteReader reader = new ByteReader(datagram);
    if ((reader.u8("magic") << 16 | reader.u16("magic")) != MAGIC) {
      throw new MalformedException("magic", 0, "not a discovery datagram");
    }
    int version = reader.u8("version");
    if (version != VERSION) {
      throw new MalformedException("version", 3, "unknown version " + version);
    }
    int unicastPort = reader.u16("unicast port");
    if (unicastPort == 0) {
      throw new MalformedException("unicast port", 4, "zero");
    }
    int frameLength = reader.remaining();
    if (frameLength == 0 || frameLength > MAX_FRAME_BYTES) {
      throw new MalformedException("frame", HEADER_BYTES,
          frameLength + " bytes, allowed 1.." + MAX_FRAME_BYTES);
    }
    return new DiscoveryDatagram(unicastPort, reader.rest());
  }
}
