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

  public Bytes encode() {
    return macked().concat(mac);
  }

  /** @throws MalformedException unless the length is exactly that of its step */
  public static HandshakePacket decode(Bytes packet) {
    ByteReader reader = new ByteReader(packet);
    HandshakeHeader header = HandshakeHeader.decode(reader);
    Bytes noise = reader.bytes("noise message", header.step().noiseBytes());
    Bytes mac = reader.bytes("network mac", Limits.NETWORK_MAC_BYTES);
    reader.end("handshake");
    return new HandshakePacket(header, noise, mac);
  }
}
