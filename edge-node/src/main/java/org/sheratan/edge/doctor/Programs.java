package org.sheratan.edge.doctor;

import java.util.Optional;

/** Programs of the machine that tell something. */
public interface Programs {
  /** What it wrote; empty when there is no such program, or it failed. */
  Optional<String> ask(String... command);
}
