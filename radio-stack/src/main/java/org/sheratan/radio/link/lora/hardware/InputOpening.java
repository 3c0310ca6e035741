package org.sheratan.radio.link.lora.hardware;

import org.sheratan.radio.link.lora.InputLine;

/** How taking one pin as an input ended. */
public sealed interface InputOpening {
  /** @param line lets go of its pin when that is lost */
  record Opened(InputLine line) implements InputOpening {}

  /** @param why for people, with what they can do */
  record Refused(String why) implements InputOpening {}
}
