package org.sheratan.radio.mesh.hop;

import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Contact;

/** How much is under way to one neighbor at once, and after what silence it is said again. */
final class HopPacing {
  private static final int MOST_DOUBLINGS = 10;

  private HopPacing() {}

  /** On a shared medium more would only meet the neighbor's own frames, which go on with what it has. */
  static int framesAtOnce(Contact contact, FrameType type) {
    boolean alone = !contact.link().profile().addressed() && type == FrameType.RELAY;
    return alone ? MeshLimits.FRAMES_ON_AIR : MeshLimits.FRAMES_PER_NEIGHBOR;
  }

  /**
   * Losses are no sign of a crowd where nobody talks before he has listened: there the back-off begins late. Unless we
   * are much of a crowd ourselves.
   *
   * @param underWay units that we have under way altogether
   */
  static long patienceMs(Unit unit, int underWay) {
    boolean marked = unit.mark != CustodyMarks.NONE;
    long baseMs = marked ? unit.contact.markMs(unit.frame.length()) : unit.contact.retryMs();
    int before = marked && underWay <= MeshLimits.CROWD_UNITS
        ? MeshLimits.MARK_TRIES_BEFORE_BACKOFF
        : MeshLimits.TRIES_BEFORE_BACKOFF;
    long mostMs = Math.max(MeshLimits.RETRY_MAX_MS, MeshLimits.RETRY_MAX_TIMES * baseMs);
    return Math.min(mostMs, baseMs << Math.clamp(unit.tries - before, 0, MOST_DOUBLINGS));
  }

  /** How long what was refused rests before it is asked for again. */
  static long restMs(Unit unit) {
    return MeshLimits.NO_ROOM_MS << Math.clamp(unit.refusals - 1, 0, MeshLimits.NO_ROOM_DOUBLINGS);
  }
}
