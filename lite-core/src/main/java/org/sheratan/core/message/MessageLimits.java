package org.sheratan.core.message;

/**
 * What this node keeps for its people, and how long.
 *
 * @param kept messages of each direction
 * @param keptBytes their texts in UTF-8, of each direction
 * @param underWay own messages neither delivered nor ended
 * @param authors nodes whose messages are told apart from those they sent before
 * @param perAuthor messages of one author so remembered
 */
public record MessageLimits(int kept, long keptBytes, int underWay, int authors, int perAuthor) {
  public static final MessageLimits DEFAULT = new MessageLimits(1_000, 1L << 19, 500, 512, 256);
  public static final long MIN_LIFETIME_MS = 1_000;
  /** Two weeks. */
  public static final long MAX_LIFETIME_MS = 14L * 24 * 3_600_000;

  /** Unread messages of one author take at most this part of the room, its emergencies this part of what is kept for them. */
  private static final int AUTHOR_SHARE = 4;
  /** The last part of the room is for emergencies only. */
  private static final int EMERGENCY_SHARE = 8;

  /** What the room holds. */
  Load all() {
    return new Load(kept, keptBytes);
  }

  /** Unread, when an ordinary one comes. */
  Load ordinary() {
    return all().without(reserve());
  }

  /** Unread of one author. */
  Load ofAuthor() {
    return all().part(AUTHOR_SHARE);
  }

  /** Unread emergencies of one author, when the room for ordinary ones is full. */
  Load reserveOfAuthor() {
    Load part = reserve().part(AUTHOR_SHARE);
    return new Load(Math.max(1, part.count()), part.bytes());
  }

  private Load reserve() {
    return all().part(EMERGENCY_SHARE);
  }
}
