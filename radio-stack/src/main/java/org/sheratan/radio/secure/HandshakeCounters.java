package org.sheratan.radio.secure;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.function.Predicate;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.HandshakeHeader;

/**
 * Our own handshake counter, reserved in blocks, and the highest one accepted from each key: a recorded first
 * message is ignored for ever after, without an answer. Of so many keys only: once one had to be forgotten, no first
 * message is believed of a key that nothing is known of, until XX has shown that it is there.
 */
final class HandshakeCounters {
  private static final String NEXT = "secure/handshake/next";
  private static final String ACCEPTED = "secure/handshake/accepted/";
  private static final String FORGOTTEN = "secure/handshake/forgotten";

  /** @param highest of all, the latest one included */
  private record Accepted(long latest, long highest) {}

  private final Durable durable;
  private final Predicate<NodeId> inUse;
  /** The one that was accepted longest ago first, behind those of before the start in the order of their keys. */
  private final SequencedSet<NodeId> known = new LinkedHashSet<>();
  private long next;
  private long reserved;

  /** Of a node without sessions. */
  HandshakeCounters(Durable durable) {
    this(durable, any -> false);
  }

  /** @param inUse true of keys that are not forgotten while there are others */
  HandshakeCounters(Durable durable, Predicate<NodeId> inUse) {
    this.durable = durable;
    this.inUse = inUse;
    durable.under(ACCEPTED).forEach(this::remember);
    this.next = read(NEXT, 1);
    this.reserved = next;
  }

  /** What cannot be read does not stop the start: it is as if it had been forgotten. */
  private void remember(String name, Bytes stored) {
    try {
      NodeId key = NodeId.parse(name.substring(ACCEPTED.length()));
      decode(stored);
      known.add(key);
    } catch (MalformedException | IllegalArgumentException unreadable) {
      durable.remove(name);
      durable.put(FORGOTTEN, Bytes.hex("01"));
    }
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
    return believed(from) && counter > accepted(from).latest();
  }

  /** A note with this counter cannot have been given up by its sender for a handshake that we accepted. */
  boolean freshForNote(NodeId from, long counter) {
    return believed(from) && counter > accepted(from).highest();
  }

  private boolean believed(NodeId from) {
    return known.contains(from) || durable.under(FORGOTTEN).isEmpty();
  }

  /** A lower counter than before is taken only from a sender that proved to be there just now. */
  void accept(NodeId from, long counter) {
    long highest = accepted(from).highest();
    ByteWriter writer = new ByteWriter().u32(counter);
    durable.put(ACCEPTED + from.toHex(), (highest > counter ? writer.u32(highest) : writer).toBytes());
    known.addLast(from);
    while (known.size() > SecureLimits.ACCEPTED) {
      forget(known.stream().filter(inUse.negate()).findFirst().orElseGet(known::getFirst));
    }
  }

  private void forget(NodeId key) {
    known.remove(key);
    durable.remove(ACCEPTED + key.toHex());
    durable.put(FORGOTTEN, Bytes.hex("01"));
  }

  private Accepted accepted(NodeId from) {
    String name = ACCEPTED + from.toHex();
    Bytes stored = durable.under(name).get(name);
    if (stored == null) {
      return new Accepted(0, 0);
    }
    return decode(stored);
  }

  private static Accepted decode(Bytes stored) {
    ByteReader reader = new ByteReader(stored);
    long latest = reader.u32("latest");
    long highest = reader.remaining() > 0 ? reader.u32("highest") : latest;
    reader.end("accepted counters");
    return new Accepted(latest, highest);
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
