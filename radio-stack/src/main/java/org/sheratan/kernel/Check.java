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
}
