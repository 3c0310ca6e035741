package org.sheratan.kernel;

/** Checks for our own mistakes; hostile input gets a {@link MalformedException} instead. */
public final class Check {
  private Check() {}

  /** @throws IllegalStateException when {@code condition} is false */
  public static void that(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }

  /**
   * Makes no text while all is well, for what is checked with every frame.
   *
   * @throws IllegalStateException when {@code value} is negative or more than {@code most}
   */
  public static void within(long value, long most, String what) {
    if (value < 0 || value > most) {
      throw new IllegalStateException(what + " out of range: " + value);
    }
  }
}
