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
 *    3   2  low bits of its epoch
 *    5   3  number of the roll within that epoch
 *    8   2  first hint of the range in which nothing is left out
 *   10   2  last hint of that range; below the first when the roll only tells changes
 *   12  3n  entries: hint (2), mark of the announce (4 bits), hops (4 bits)
 * 12+3n  4  network MAC over everything before
 * </pre>
 *
 * @param entries at most {@link #MOST}
 */
public record Roll(int senderHint, Place place, int firstHint, int lastHint, List<Entry> entries, Bytes mac) {
  /** So many fit a frame of 250 bytes. */
  public static final int MOST = 78;
  public static final int MOST_HINT = 0xffff;
  /** Hops of what the sender knows no way to. */
  public static final int NO_WAY = 15;
  private static final FrameHead HEAD = new FrameHead(FrameType.ANNOUNCE, Priority.NORMAL, 0);
  private static final int FIXED_BYTES = 12;
  private static final int ENTRY_BYTES = 3;
  private static final int NIBBLE_BITS = 4;
  private static final int NIBBLE = 15;

  /**
   * When it was said, as far as its sender's other rolls go.
   *
   * @param epoch low 16 bits of the sender's epoch
   * @param number rises from 1 with every roll of that epoch; 0 before it is said
   */
  public record Place(int epoch, int number) {
    public static final int LAST_NUMBER = 0xff_ffff;
    private static final Place NONE = new Place(0, 0);

    /** @param epoch the whole of it */
    public static Place of(int epoch, int number) {
      Check.that(number <= LAST_NUMBER, "the numbers of an epoch are used up");
      return new Place(epoch & 0xffff, number);
    }

    /** How much later its epoch is than {@code other}, a whole one; below 0 when it is earlier. */
    public int epochsAfter(int other) {
      return (short) (epoch - other);
    }
  }

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

  /** Entries of a roll that fits a frame of {@code frameBytes}. */
  public static int most(int frameBytes) {
    return Math.min(MOST, (frameBytes - FIXED_BYTES - Limits.NETWORK_MAC_BYTES) / ENTRY_BYTES);
  }

  public Roll {
    entries = List.copyOf(entries);
    Check.that(entries.size() <= MOST, "so many entries do not go in one frame");
  }

  /** Neither said nor sealed yet. */
  public static Roll whole(int senderHint, int firstHint, int lastHint, List<Entry> entries) {
    return new Roll(senderHint, Place.NONE, firstHint, lastHint, entries, Bytes.EMPTY);
  }

  /** Neither said nor sealed yet. */
  public static Roll changes(int senderHint, List<Entry> entries) {
    return whole(senderHint, 1, 0, entries);
  }

  public Roll at(Place when) {
    return new Roll(senderHint, when, firstHint, lastHint, entries, mac);
  }

  /** Announces have another priority. */
  public static boolean is(FrameHead head) {
    return head.equals(HEAD);
  }

  /** True when what has {@code hint} and is not here is not known to the sender. */
  public boolean covers(int hint) {
    return hint >= firstHint && hint <= lastHint;
  }

  /** With its MAC. */
  public int encodedBytes() {
    return FIXED_BYTES + ENTRY_BYTES * entries.size() + Limits.NETWORK_MAC_BYTES;
  }

  /** What the network MAC covers. */
  public Bytes macked() {
    ByteWriter writer = new ByteWriter(FIXED_BYTES + ENTRY_BYTES * entries.size()).u8(HEAD.encode())
        .u16(senderHint).u16(place.epoch).u8(place.number >> 16).u16(place.number & 0xffff).u16(firstHint)
        .u16(lastHint);
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
    Place place = new Place(reader.u16("epoch"), reader.u8("number") << Short.SIZE | reader.u16("number"));
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
    return new Roll(sender, place, first, last, entries, mac);
  }
}
