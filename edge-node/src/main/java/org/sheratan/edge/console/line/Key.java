package org.sheratan.edge.console.line;

/** One key, whatever bytes the terminal sent for it. */
public sealed interface Key {
  /** A visible sign. */
  record Letter(int codePoint) implements Key {}

  /** A key that does something. */
  enum Control implements Key {
    ENTER, BACKSPACE, DELETE, LEFT, RIGHT, UP, DOWN, HOME, END,
    /** Ctrl-C. */
    INTERRUPT,
    /** Ctrl-D: deletes, or ends where the line is empty. */
    DELETE_OR_END,
    /** Ctrl-U, Ctrl-K, Ctrl-W. */
    ERASE_BEFORE, ERASE_BEHIND, ERASE_WORD,
    /** Ctrl-L. */
    REDRAW
  }
}
