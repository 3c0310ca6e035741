package org.sheratan.radio.link.lora.hardware;

/** How opening a board ended. */
public sealed interface BoardOpening {
  record Opened(BoardProfile profile, BoardLines lines) implements BoardOpening {}

  /** @param why for people, with what they can do */
  record Refused(String why) implements BoardOpening {}
}
