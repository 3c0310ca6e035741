package org.sheratan.edge.doctor;

import java.util.Optional;

import org.sheratan.edge.shell.View;

/** What the node says of itself, if it says anything. */
public interface Answers {
  /** @param path such as {@code /api/v1/status}; empty when the node does not answer, or not to that */
  Optional<View> get(String path);

  /**
   * Why nothing came, and what to try.
   *
   * @param closed this user may not ask: that says nothing about the node
   */
  record Silence(String why, String fix, boolean closed) {}

  /** Empty while the node answers. */
  Optional<Silence> silence();

  /** Whether it does not answer yet, but will. */
  boolean starting();

  default boolean answering() {
    return silence().isEmpty();
  }
}
