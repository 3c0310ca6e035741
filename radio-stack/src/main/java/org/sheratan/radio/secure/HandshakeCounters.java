package org.sheratan.radio.secure;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.HandshakeHeader;

/**
 * Our own handshake counter, reserved in blocks, and the highest one accepted from each key: a recorded first
 * message is ignored for ever after, without an answer.
 */
final class HandshakeCounters {
  private static final String NEXT = "secure/handshake/next";
  private static final String ACCEPTED = "secure/handshake/accepted/";

  private final Durable durable;
  private long next;
  private long reserved;

  HandshakeCounters(Durable durable) {
    this.durable = durable;
    this.next = read(NEXT, 1);
    this.reserved = next;
  }

  long take() {
    if (next >= reserved) {
      reserve(next + SecureLimits.HANDSHAKE_BLOCK);
    }
    return Math.min(next++, HandshakeHeader.MAX_COUNTER);
  }

  /** Beyond everything used since a backup, or by another copy of this node. */
  void leap() {
    next += SecureLimits.HANDSHAKE_LEAP;
    reserve(next + SecureLimits.HANDSHAKE_BLOCK);
  }

  boolean fresh(NodeId from, long counter) {
    return counter > read(ACCEPTED + from.toHex(), 0);
  }

  /** A lower counter than before is taken only from a sender that proved to be there just now. */
  void accept(NodeId from, long counter) {
    durable.put(ACCEPTED + from.toHex(), new ByteWriter().u32(counter).toBytes());
  }

  private void reserve(long upTo) {
    reserved = Math.min(upTo, HandshakeHeader.MAX_COUNTER);
    durable.put(NEXT, new ByteWriter().u32(reserved).toBytes());
  }

  private long read(String name, long otherwise) {
    Bytes stored = durable.under(name).get(name);
    return stored == null ? otherwise : new ByteReader(stored).u32(name);
  }
}
