package org.sheratan.edge.access;

/** What came of a try to sign in. */
public sealed interface Verdict {
  /** @param passwordsSet what {@link Access#passwordsSet} was when it was compared */
  record Right(int passwordsSet) implements Verdict {}

  /** @param waitS before the next try is looked at; 0 for none */
  record Wrong(long waitS) implements Verdict {}

  /** Not looked at: too soon after wrong ones. */
  record TooSoon(long waitS) implements Verdict {}

  /**
   * Not looked at: the disk does not take the count of it.
   *
   * @param waitS before one try is looked at all the same
   */
  record Uncounted(String why, long waitS) implements Verdict {}

  /** Not possible: a password is set already, or none is, or nobody can sign in. */
  record NotNow() implements Verdict {}
}
