package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * A HANDSHAKE frame, and the plaintext of a RELAY_HANDSHAKE frame: header, Noise message, network MAC over both.
 */
public record HandshakePacket(HandshakeHeader header, Bytes noise, Bytes mac) {
  /** What the network MAC covers. */
  public Bytes macked() {
    return header.encode().concat(noise);
  }

  /** Whether the packet encoded in {@code content}, of at least a header, is a note. */
  public static boolean isNote(Bytes content) {
    return (content.at(1) & HandshakeHeader.STEP_MASK) == HandshakeStep.NOTE.code();
  }

  public Bytes encode() {
    return macked().concat(mac);
  }

  /** @throws MalformedException unless the length is one that its step may have */
  public static HandshakePacket decode(Bytes packet) {
    ByteReader reader = new ByteReader(packet);
    HandshakeHeader header = HandshakeHeader.decode(reader);
    int noiseBytes = reader.remaining() - Limits.NETWORK_MAC_BYTES;
    if (!header.step().fits(noiseBytes)) {
      throw new MalformedException("noise message", Limits.HANDSHAKE_HEADER_BYTES, noiseBytes + " bytes");
    }
    Bytes noise = reader.bytes("noise message", noiseBytes);
    Bytes mac = reader.bytes("network mac", Limits.NETWORK_MAC_BYTES);
    reader.end("handshake");
    return new HandshakePacket(header, noise, mac);
  }
}
