package org.sheratan.radio.secure;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.GroupFrame;

/** Another member's key in one group, and which of its frames were taken. */
final class HeardSenderKey {
  private final SenderKey granted;
  private final FrameCipher cipher;
  private final ReplayWindow window;
  private boolean changed;

  HeardSenderKey(SenderKey granted, ReplayWindow window) {
    this.granted = granted;
    this.cipher = new FrameCipher(granted.key());
    this.window = window;
  }

  /** Everything sealed before the key was handed over counts as taken: recorded frames stay history. */
  static HeardSenderKey fresh(SenderKey granted) {
    return new HeardSenderKey(granted, ReplayWindow.upTo(granted.nextCounter()));
  }

  SenderKey granted() {
    return granted;
  }

  FrameCipher cipher() {
    return cipher;
  }

  boolean fits(GroupFrame frame) {
    return frame.keyName() == GroupFrame.keyName(granted.epoch(), granted.serial());
  }

  ReplayWindow.Verdict take(int counter) {
    ReplayWindow.Verdict verdict = window.judge(counter);
    if (verdict == ReplayWindow.Verdict.NEW) {
      window.take(counter);
      changed = true;
    }
    return verdict;
  }

  boolean changed() {
    return changed;
  }

  /** The window, for its record; it counts as stored from now on. */
  Bytes storing() {
    changed = false;
    return window.encode();
  }
}
