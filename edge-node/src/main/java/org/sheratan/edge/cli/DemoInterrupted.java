package org.sheratan.edge.cli;

/** Somebody pressed Ctrl-C: everything is cleaned up on the way out. */
final class DemoInterrupted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoInterrupted() {
    super("interrupted", null, false, false);
  }
}
