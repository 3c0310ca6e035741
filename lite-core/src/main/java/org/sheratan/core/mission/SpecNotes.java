package org.sheratan.core.mission;

import java.util.Optional;

/**
 * What only some requests for a job say.
 *
 * @param words of a client of the original's API, which wants them back
 * @param audited it is to wait for a second opinion
 * @param inquiry it asks an auditor about another job
 * @param durability nodes that have it on disk before it is accepted, its owner among them
 */
public record SpecNotes(Optional<ClientWords> words, boolean audited, Optional<Inquiry> inquiry,
    int durability) {
  public static final SpecNotes NONE = new SpecNotes(Optional.empty(), false, Optional.empty(), 1);

  public SpecNotes words(ClientWords said) {
    return new SpecNotes(Optional.of(said), audited, inquiry, durability);
  }

  public SpecNotes audited(boolean wanted) {
    return new SpecNotes(words, wanted, inquiry, durability);
  }

  public SpecNotes inquiry(Inquiry question) {
    return new SpecNotes(words, audited, Optional.of(question), durability);
  }

  public SpecNotes durability(int copies) {
    return new SpecNotes(words, audited, inquiry, copies);
  }
}
