package org.sheratan.radio.air;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.LifetimeCode;
import org.sheratan.radio.frame.Priority;

/**
 * A frame on its way to the air.
 *
 * @param priority as the frame's first byte says
 * @param flow whom it serves: flows of equal priority share the air
 * @param deadlineMs of no use when it has not left by then
 */
public record Outbound(Bytes frame, Priority priority, String flow, long deadlineMs) {
  /** For announces and what is for neighbors only: whoever wants them later sends them anew. */
  public static final long NEIGHBOR_LIFETIME_MS = 30_000;
  /** Later than that the mesh has repeated the frame, or found another way. */
  private static final long LONGEST_LIFETIME_MS = 600_000;
  private static final int LIFETIME_MASK = 0x3f;
  private static final int HEADER_BYTES = 4;

  /**
   * Flow and deadline as the frame's own header gives them (docs/protocol.md): the destination's hint, the lifetime.
   *
   * @throws MalformedException for what is no frame
   */
  public static Outbound of(Bytes frame, long nowMs) {
    FrameHead head = FrameHead.peek(frame);
    if (frame.length() < HEADER_BYTES) {
      throw new MalformedException("frame", frame.length(), "cut short");
    }
    String flow = head.type() == FrameType.ANNOUNCE ? "announces" : frame.slice(2, HEADER_BYTES).toHex();
    boolean lives = head.type().sealed() && head.type() != FrameType.CONTROL;
    long lifetimeMs = lives
        ? Math.min(LONGEST_LIFETIME_MS, LifetimeCode.decodeMs(frame.at(1) & LIFETIME_MASK))
        : NEIGHBOR_LIFETIME_MS;
    return new Outbound(frame, head.priority(), flow, nowMs + lifetimeMs);
  }

  Outbound until(long laterMs) {
    return new Outbound(frame, priority, flow, Math.max(deadlineMs, laterMs));
  }
}
