package org.sheratan.radio.link;

import java.util.Optional;

import org.sheratan.kernel.Bytes;

/** Sees what goes over a link that has no settings of its own, as it goes; must be quick, and holds nothing up. Any thread. */
@FunctionalInterface
public interface FrameTap {
  /** Sees nothing. */
  FrameTap NONE = (link, sent, frame, signal) -> {};

  /**
   * @param link its name
   * @param sent false: it was heard
   * @param signal how it was heard, where the link can tell
   */
  void onFrame(String link, boolean sent, Bytes frame, Optional<Signal> signal);
}
