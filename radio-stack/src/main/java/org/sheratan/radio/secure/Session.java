package org.sheratan.radio.secure;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.NodeId;

/**
 * One pair of keys with one peer. Counters run from 0 to 65535 and are never used twice, hop frames and inner
 * envelopes together; whoever needs more makes a new session.
 */
final class Session {
  private final NodeId peer;
  private final long serial;
  private final int keyId;
  private final Bytes sendKey;
  private final Bytes receiveKey;
  private final long bornMs;
  private FrameCipher sender;
  private FrameCipher receiver;
  private ReplayWindow window = new ReplayWindow();
  private boolean windowChanged;
  private int nextCounter;
  private int reserved;
  private int safe;
  private boolean proven;
  private Optional<Long> supersededMs = Optional.empty();

  /** @param serial tells the sessions with one peer apart, on disk too; later ones have higher ones */
  Session(NodeId peer, long serial, int keyId, Bytes sendKey, Bytes receiveKey, long bornMs) {
    this.peer = peer;
    this.serial = serial;
    this.keyId = keyId;
    this.sendKey = sendKey;
    this.receiveKey = receiveKey;
    this.bornMs = bornMs;
  }

  NodeId peer() {
    return peer;
  }

  long serial() {
    return serial;
  }

  int keyId() {
    return keyId;
  }

  Bytes sendKey() {
    return sendKey;
  }

  Bytes receiveKey() {
    return receiveKey;
  }

  long bornMs() {
    return bornMs;
  }

  /** The peer is known to hold these keys. */
  boolean proven() {
    return proven;
  }

  void proven(boolean now) {
    proven = now;
  }

  /** When a later session was proven; from then on this one only opens. */
  Optional<Long> supersededMs() {
    return supersededMs;
  }

  void superseded(long atMs) {
    supersededMs = Optional.of(atMs);
  }

  /** Counters below this may be used. */
  int reserved() {
    return reserved;
  }

  /** First reservation of a new session: it is on disk together with the keys, or neither is. */
  void start(int upTo) {
    reserved = upTo;
    safe = upTo;
  }

  /** After a restart: everything reserved before may have been used. */
  void resume(int reservedBefore) {
    nextCounter = reservedBefore;
    reserved = reservedBefore;
    safe = reservedBefore;
  }

  void reserve(int upTo) {
    reserved = upTo;
  }

  int nextCounter() {
    return nextCounter;
  }

  int takeCounter() {
    Check.that(nextCounter < reserved, "counter used before it was reserved");
    return nextCounter++;
  }

  /** Its reservation may still be on its way to disk. */
  boolean bound(int counter) {
    return counter >= safe;
  }

  FrameCipher sender() {
    if (sender == null) {
      sender = new FrameCipher(sendKey);
    }
    return sender;
  }

  FrameCipher receiver() {
    if (receiver == null) {
      receiver = new FrameCipher(receiveKey);
    }
    return receiver;
  }

  /** Judges a genuine counter, and takes it when it is new. */
  ReplayWindow.Verdict take(int counter) {
    ReplayWindow.Verdict verdict = window.judge(counter);
    if (verdict == ReplayWindow.Verdict.NEW) {
      window.take(counter);
      windowChanged = true;
    }
    return verdict;
  }

  ReplayWindow window() {
    return window;
  }

  void restoreWindow(ReplayWindow stored) {
    window = stored;
  }

  boolean windowChanged() {
    return windowChanged;
  }

  void windowStored() {
    windowChanged = false;
  }

  /** No keys. */
  @Override
  public String toString() {
    return "Session[" + peer + " " + serial + " key " + keyId + "]";
  }
}
