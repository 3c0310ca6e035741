package org.sheratan.core.mission;

import java.util.Optional;

/**
 * What only some requests for a job say.
 *
 * @param words of a client of the original's API, which wants them back
 */
public record SpecNotes(Optional<ClientWords> words) {
  public static final SpecNotes NONE = new SpecNotes(Optional.empty());

  public SpecNotes words(ClientWords said) {
    return new SpecNotes(Optional.of(said));
  }
}
