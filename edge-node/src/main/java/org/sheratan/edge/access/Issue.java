package org.sheratan.edge.access;

/** What came of asking for a token. */
public sealed interface Issue {
  /** @param secret for whoever asked, and nobody else: it is not kept */
  record Made(NamedToken token, AccessToken secret) implements Issue {}

  /** A token of that name is active. */
  record NameTaken() implements Issue {}

  /** {@link TokenList#MOST} are active. */
  record TooMany() implements Issue {}
}
