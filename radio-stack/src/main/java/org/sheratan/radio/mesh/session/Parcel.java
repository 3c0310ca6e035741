package org.sheratan.radio.mesh.session;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.HandshakeHeader;
import org.sheratan.radio.frame.HandshakePacket;
import org.sheratan.radio.frame.InnerEnvelope;
import org.sheratan.radio.frame.InnerHeader;
import org.sheratan.radio.frame.Priority;

/**
 * Something for a node further away, as a relay sees it.
 *
 * @param type RELAY or RELAY_CONTROL for an end-to-end envelope, RELAY_HANDSHAKE for a handshake packet
 * @param hopLimit how many more links it may cross after the one it came by
 * @param expiresMs by our own monotonic clock
 * @param content the envelope or packet, unchanged from source to destination
 */
public record Parcel(FrameType type, Priority priority, int hopLimit, long expiresMs, Bytes content,
    int destinationHint,
    int sourceHint) {
  private static final int IDENTITY_HEAD_BYTES = 10;
  private static final int IDENTITY_TAIL_BYTES = 8;

  /** @throws org.sheratan.kernel.MalformedException when {@code content} is neither envelope nor packet */
  public static Parcel of(FrameHead head, long expiresMs, Bytes content) {
    if (head.type() != FrameType.RELAY_HANDSHAKE) {
      InnerHeader header = InnerEnvelope.header(content);
      return new Parcel(head.type(), head.priority(), head.hopLimit(), expiresMs, content,
          header.destinationHint(), header.sourceHint());
    }
    HandshakeHeader header = HandshakePacket.decode(content).header();
    return new Parcel(FrameType.RELAY_HANDSHAKE, head.priority(), head.hopLimit(), expiresMs, content,
        header.destinationHint(), header.sourceHint());
  }

  /** A message, whose arrival is told back along its way. */
  public boolean carriesMessage() {
    return type == FrameType.RELAY || type == FrameType.RELAY_HANDSHAKE && HandshakePacket.isNote(content);
  }

  /**
   * True when others have passed on what we passed on: it went in a circle.
   *
   * @param takenHopLimit with which it came to us first
   */
  public boolean cameRound(int takenHopLimit) {
    return hopLimit < takenHopLimit - 1;
  }

  /** The same for every copy, whatever way it took: its head and its tag. */
  public Bytes identity() {
    return content.slice(0, IDENTITY_HEAD_BYTES)
        .concat(content.slice(content.length() - IDENTITY_TAIL_BYTES));
  }

  /**
   * For the custody record: head, remaining lifetime, content.
   *
   * @param nowMs the lifetime is stored as what remains now: time spent switched off does not count
   */
  public Bytes encode(long nowMs) {
    return new ByteWriter(content.length() + 10).u8(new FrameHead(type, priority, hopLimit).encode())
        .varint(Math.max(0, expiresMs - nowMs)).bytes(content).toBytes();
  }

  public static Parcel decode(Bytes record, long nowMs) {
    ByteReader reader = new ByteReader(record);
    FrameHead head = FrameHead.decode(reader.u8("head"));
    return of(head, nowMs + reader.varint("lifetime", Long.MAX_VALUE >> 1), reader.rest());
  }
}
