package org.sheratan.core.mission;

import java.util.Optional;

/**
 * How something new is asked for.
 *
 * @param by who made it, from then on
 * @param key makes it once only; empty for a caller who does not ask again
 */
public record Asking(Origin by, Optional<RequestKey> key) {
  public static Asking once(Origin by) {
    return new Asking(by, Optional.empty());
  }
}
