package org.sheratan.radio.secure;

import java.util.List;

/** Noise revision 34, section 7.5: the patterns we speak, as data. */
enum NoisePattern {
  KK(true, List.of(List.of(Token.E, Token.ES, Token.SS), List.of(Token.E, Token.EE, Token.SE))),

  XX(false,
      List.of(List.of(Token.E), List.of(Token.E, Token.EE, Token.S, Token.ES), List.of(Token.S, Token.SE)));

  enum Token {
    E, S, EE, ES, SE, SS
  }

  private final boolean staticsKnown;
  private final List<List<Token>> messages;

  NoisePattern(boolean staticsKnown, List<List<Token>> messages) {
    this.staticsKnown = staticsKnown;
    this.messages = messages;
  }

  String protocolName() {
    return "Noise_" + name() + "_25519_ChaChaPoly_SHA256";
  }

  /** Both static keys are pre-messages. */
  boolean staticsKnown() {
    return staticsKnown;
  }

  /** The initiator sends the even ones. */
  List<List<Token>> messages() {
    return messages;
  }
}
