package org.sheratan.radio.emulator;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

import org.sheratan.kernel.Bytes;

/**
 * Packets from what the air brings: the firmware's header byte names a random sequence in its upper nibble and, in
 * bit 0, that this is half a packet (RNode_Firmware.ino, {@code receive_callback}). Losing one half loses both.
 */
final class RnodeReceiver {
  static final int SPLIT = 0x01;
  private static final int UNSET = -1;
  private static final int MAX_PACKET_BYTES = 508;

  private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
  private int sequence = UNSET;

  /** @return the packet that {@code frame} completes */
  Optional<Bytes> onFrame(Bytes frame) {
    if (frame.length() == 0) {
      return Optional.empty();
    }
    int header = frame.at(0);
    boolean split = (header & SPLIT) != 0;
    boolean second = split && sequence == header >> 4;
    if (!second) {
      packet.reset();
    }
    byte[] content = frame.slice(1).toArray();
    packet.write(content, 0, Math.min(content.length, MAX_PACKET_BYTES - packet.size()));
    if (split && !second) {
      sequence = header >> 4;
      return Optional.empty();
    }
    sequence = UNSET;
    Bytes whole = Bytes.copyOf(packet.toByteArray());
    packet.reset();
    return Optional.of(whole);
  }
}
