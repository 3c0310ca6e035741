package org.sheratan.edge.cli.radio;

import org.sheratan.edge.shell.Printable;

/** What a frame waits for, in words for people. */
final class AirtimeWords {
  private AirtimeWords() {}

  /** @param word as the API has it */
  static String why(String word) {
    return switch (word) {
      case "duty_cycle" -> "the hour's airtime is used up";
      case "record" -> "what the hour had is not known";
      case "queue" -> "others go first";
      case "radio" -> "the radio is sending";
      case "channel" -> "somebody else is on the air";
      case "store" -> "the airtime record cannot be saved";
      case "share" -> "so many announces went out lately";
      case "no_radio" -> "no radio is ready";
      default -> Printable.of(word);
    };
  }
}
