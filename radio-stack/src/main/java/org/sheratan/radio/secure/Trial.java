package org.sheratan.radio.secure;

import java.util.function.Predicate;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.HopHeader;
import org.sheratan.radio.frame.InnerHeader;
import org.sheratan.radio.frame.Limits;

/**
 * Something sealed that is tried with session after session, for hints are short and collide. A node has one of these for
 * all that comes in: its buffer is used again.
 */
final class Trial implements Predicate<Session> {
  /** More than a frame has; what is longer came in fragments, and gets a buffer of its own. */
  private static final int BUFFER_BYTES = 2_048;

  private final byte[] buffer = new byte[BUFFER_BYTES];
  private byte[] content = buffer;
  private int length;
  private int headerBytes;
  private FrameCipher.Purpose purpose = FrameCipher.Purpose.HOP;
  private int counter;
  /** The key id of a hop frame, the sender's hint of an envelope. */
  private int name;
  private boolean tried;

  /** A hop frame, which is well-formed. */
  void begin(Bytes frame) {
    begin(FrameCipher.Purpose.HOP, HopHeader.counter(frame), HopHeader.keyId(frame), frame,
        Limits.HOP_HEADER_BYTES);
  }

  void begin(FrameCipher.Purpose carried, InnerHeader header, Bytes envelope) {
    begin(carried, header.counter(), header.sourceHint(), envelope, Limits.INNER_HEADER_BYTES);
  }

  private void begin(FrameCipher.Purpose carried, int itsCounter, int itsName, Bytes sealed, int header) {
    purpose = carried;
    counter = itsCounter;
    name = itsName;
    length = sealed.length();
    headerBytes = header;
    content = length <= BUFFER_BYTES ? buffer : new byte[length];
    sealed.copyTo(content, 0);
    tried = false;
  }

  /** Whether {@code session} can open it. */
  @Override
  public boolean test(Session session) {
    int itsName = purpose == FrameCipher.Purpose.HOP ? session.keyId() : session.peer().hint();
    if (itsName != name) {
      return false;
    }
    tried = true;
    return session.receiver().genuine(purpose, content, length);
  }

  /** Once {@code session} is found to open it, and once only. */
  Bytes open(Session session) {
    return session.receiver().decrypt(purpose, counter, content, length, headerBytes);
  }

  /** Why no session opens it. */
  Refusal why() {
    return tried ? Refusal.BAD_TAG : Refusal.UNKNOWN_SENDER;
  }
}
