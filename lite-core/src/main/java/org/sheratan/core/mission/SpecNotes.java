package org.sheratan.core.mission;

import java.util.Optional;

/**
 * What only some requests for a job say.
 *
 * @param words of a client of the original's API, which wants them back
 * @param audited it is to wait for a second opinion
 * @param inquiry it asks an auditor about another job
 */
public record SpecNotes(Optional<ClientWords> words, boolean audited, Optional<Inquiry> inquiry) {
  public static final SpecNotes NONE = new SpecNotes(Optional.empty(), false, Optional.empty());

  public SpecNotes words(ClientWords said) {
    return new SpecNotes(Optional.of(said), audited, inquiry);
  }

  public SpecNotes audited(boolean wanted) {
    return new SpecNotes(words, wanted, inquiry);
  }

  public SpecNotes inquiry(Inquiry question) {
    return new SpecNotes(words, audited, Optional.of(question));
  }
}
