package org.sheratan.radio.frame;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/**
 * Whose announces a node has and how far those are from it: a distance vector (RFC 2453) for all who hear it. Between
 * its first and its last hint it is complete; what else it has are changes.
 *
 * <pre>
 *    0   1  head: ANNOUNCE, priority NORMAL, hop limit 0
 *    1   2  hint of the sender
 *    3   2  first hint of the range in which nothing is left out
 *    5   2  last hint of that range; below the first when the roll only tells changes
 *    7  3n  entries: hint (2), mark of the announce (4 bits), hops (4 bits)
 * 7+3n   4  network MAC over everything before
 * </pre>
 *
 * @param entries at most {@link #MOST}
 */
public record Roll(int senderHint, int firstHint, int lastHint, List<Entry> entries, Bytes mac) {
  /** So many fit a frame of 250 bytes. */
  public static final int MOST = 79;
  public static final int MOST_HINT = 0xffff;
  /** Hops of what the sender knows no way to. */
  public static final int NO_WAY = 15;
  private static final FrameHead HEAD = new FrameHead(FrameType.ANNOUNCE, Priority.NORMAL, 0);
  private static final int FIXED_BYTES = 7;
  private static final int ENTRY_BYTES = 3;
  private static final int NIBBLE_BITS = 4;
  private static final int NIBBLE = 15;

  /**
   * @param mark four bits that another announce of that node hardly shares
   * @param hops links between the sender and it, or {@link #NO_WAY}
   */
  public record Entry(int hint, int mark, int hops) {
    public static Entry of(AnnounceFrame frame, int hops) {
      return new Entry(frame.announce().key().hint(), frame.signature().at(0) & NIBBLE, hops);
    }

    /** Is it this announce that the entry is about? */
    public boolean names(AnnounceFrame frame) {
      return hint == frame.announce().key().hint() && mark == (frame.signature().at(0) & NIBBLE);
    }
  }

  public Roll {
    entries = List.copyOf(entries);
    Check.that(entries.size() <= MOST, "so many entries do not go in one frame");
  }

  /** Not sealed yet. */
  public static Roll changes(int senderHint, List<Entry> entries) {
    return new Roll(senderHint, 1, 0, entries, Bytes.EMPTY);
  }

  /** Announces have another priority. */
  public static boolean is(FrameHead head) {
    return head.equals(HEAD);
  }

  /** True when what has {@code hint} and is not here is not known to the sender. */
  public boolean covers(int hint) {
    return hint >= firstHint && hint <= lastHint;
  }

  /** What the network MAC covers. */
  public Bytes macked() {
    ByteWriter writer = new ByteWriter(FIXED_BYTES + ENTRY_BYTES * entries.size()).u8(HEAD.encode())
        .u16(senderHint).u16(firstHint).u16(lastHint);
    entries.forEach(entry -> writer.u16(entry.hint).u8(entry.mark << NIBBLE_BITS | entry.hops));
    return writer.toBytes();
  }

  public Bytes encode() {
    return macked().concat(mac);
  }

  /** @throws MalformedException unless it is what {@link #encode} makes */
  public static Roll decode(Bytes frame) {
    ByteReader reader = new ByteReader(frame);
    if (!is(FrameHead.decode(reader.u8("head")))) {
      throw new MalformedException("head", 0, "not a roll's");
    }
    int sender = reader.u16("sender hint");
    int first = reader.u16("first hint");
    int last = reader.u16("last hint");
    int entryBytes = reader.remaining() - Limits.NETWORK_MAC_BYTES;
    if (entryBytes < 0 || entryBytes > MOST * ENTRY_BYTES || entryBytes % ENTRY_BYTES != 0) {
      throw new MalformedException("entries", FIXED_BYTES, Math.max(0, entryBytes) + " bytes");
    }
    List<Entry> entries = new ArrayList<>();
    for (int number = entryBytes / ENTRY_BYTES; number > 0; number--) {
      int hint = reader.u16("hint");
      int both = reader.u8("mark and hops");
      entries.add(new Entry(hint, both >> NIBBLE_BITS, both & NIBBLE));
    }
    Bytes mac = reader.bytes("network mac", Limits.NETWORK_MAC_BYTES);
    reader.end("roll");
    return new Roll(sender, first, last, entries, mac);
  }
}
