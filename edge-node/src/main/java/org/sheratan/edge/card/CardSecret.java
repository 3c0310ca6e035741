package org.sheratan.edge.card;

/** A secret in the card's file: typed there, or stars where it was taken over before. */
public sealed interface CardSecret {
  record Given(String value) implements CardSecret {
    @Override
    public String toString() {
      return "given";
    }
  }

  record Taken() implements CardSecret {}

  /** Stars alone are what {@link SecretSpan#mask} leaves behind. */
  static CardSecret of(String text) {
    return text.matches("\\*+") ? new Taken() : new Given(text);
  }
}
