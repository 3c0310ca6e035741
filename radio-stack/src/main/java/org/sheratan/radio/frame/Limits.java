package org.sheratan.radio.frame;

/** Sizes and bounds of everything in this room; docs/protocol.md draws them. */
public final class Limits {
  public static final int COUNTER_BYTES = 2;
  public static final int TAG_BYTES = 8;

  /** Head 1, key id and lifetime 1, destination hint 2, counter 2. */
  public static final int HOP_HEADER_BYTES = 6;
  /** What one hop adds to a plaintext. */
  public static final int HOP_OVERHEAD_BYTES = HOP_HEADER_BYTES + TAG_BYTES;
  /** Destination hint 2, source hint 2, counter 2. */
  public static final int INNER_HEADER_BYTES = 6;
  /** What the end-to-end envelope adds to a plaintext. */
  public static final int INNER_OVERHEAD_BYTES = INNER_HEADER_BYTES + TAG_BYTES;
  /** What a message on its way over several hops carries in all. */
  public static final int RELAY_OVERHEAD_BYTES = HOP_OVERHEAD_BYTES + INNER_OVERHEAD_BYTES;

  /** The hop limit has three bits. */
  public static final int MAX_HOPS = 7;
  public static final int MAX_KEY_ID = 3;
  public static final int MAX_COUNTER = 0xffff;
  public static final int MAX_LIFETIME_CODE = 63;

  public static final int NETWORK_MAC_BYTES = 4;
  public static final int SIGNATURE_BYTES = 64;
  public static final int CARD_DIGEST_BYTES = 5;
  public static final int ANNOUNCE_BYTES = 120;
  public static final int MAX_LOAD_PERCENT = 100;

  /** Head 1, key id and message 1, two hints 4, handshake counter 4. */
  public static final int HANDSHAKE_HEADER_BYTES = 10;
  public static final int MAX_HANDSHAKE_BYTES = HANDSHAKE_HEADER_BYTES + 96 + NETWORK_MAC_BYTES;
  /** What a note and the hop frame around it add to the message in it. */
  public static final int NOTE_OVERHEAD_BYTES = 76;
  /** The message in a note: with it a hop frame has 250 bytes, which every link carries where the law lets it. */
  public static final int MAX_NOTE_BYTES = 250 - NOTE_OVERHEAD_BYTES;

  /** A signed card, encoded. */
  public static final int MAX_CARD_BYTES = 1024;
  public static final int MAX_NAME_CHARACTERS = 32;
  public static final int MAX_CARD_ITEMS = 64;
  public static final int MAX_CARD_ITEM_BYTES = 64;

  private Limits() {}
}
