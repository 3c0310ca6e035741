package org.sheratan.radio.emulator;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

import org.sheratan.kernel.Bytes;

/**
 * The firmware's packet queue. It overflows without a word: bytes that find no room are dropped, and those that did
 * find room stay and begin the next packet (RNode_Firmware.ino, {@code serial_callback}).
 */
final class RnodeQueue {
  private final int maxPackets;
  private final int maxBytes;
  private final Deque<Bytes> packets = new ArrayDeque<>();
  private final ByteArrayOutputStream growing = new ByteArrayOutputStream();
  private int bytes;

  RnodeQueue(int maxPackets, int maxBytes) {
    this.maxPackets = maxPackets;
    this.maxBytes = maxBytes;
  }

  void add(int value) {
    if (!full()) {
      bytes++;
      growing.write(value);
    }
  }

  void endPacket() {
    if (!full()) {
      packets.add(Bytes.copyOf(growing.toByteArray()));
      growing.reset();
    }
  }

  boolean full() {
    return packets.size() >= maxPackets || bytes >= maxBytes;
  }

  boolean isEmpty() {
    return packets.isEmpty();
  }

  Bytes take() {
    Bytes taken = packets.removeFirst();
    bytes -= taken.length();
    return taken;
  }

  /** The whole queue went in one go: the firmware starts counting anew. */
  void settle() {
    bytes = 0;
  }
}
