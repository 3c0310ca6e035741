package org.sheratan.edge.clock;

import java.util.Optional;

import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.kernel.WallState;

/**
 * Which wall time a node believes, and how far. The first of these that there is:
 *
 * <pre>
 * GPS   satellites, for {@link #GPS_HOLDS_MS} after the last fix
 * NTP   the machine's clock, while something on this machine vouches for it
 * PEER  what other nodes say, see {@link PeerClaims}
 * NONE  the machine's clock, what it is at least, or the last fix carried on, whichever is latest
 * </pre>
 *
 * The saved time of an earlier start is a lower bound: whatever is before it is wrong and not believed, wherever it
 * comes from (a clock without battery, a receiver that lost 1,024 weeks, a liar). Only GPS and NTP ever raise the bound;
 * besides, it grows with the time the node is up. Other nodes cannot move it. What this start saves for the next is
 * {@link NextBound}'s. Immutable.
 */
public final class WallBelief {
  /** By then a crystal 100 ppm off is 2 s off. */
  static final long GPS_HOLDS_MS = 6 * 3_600_000L;
  /** A clock that was set back by so little is not called wrong. */
  static final long DOUBT_MS = 5_000;
  /** A monotonic clock this much too fast would not make the bound wrong. */
  private static final int SURE_PERCENT = 99;

  public static final WallBelief NOTHING = new WallBelief(0, Optional.empty(), PeerClaims.NONE);

  private final long savedMs;
  private final Optional<Anchor> gps;
  private final PeerClaims peers;

  private WallBelief(long savedMs, Optional<Anchor> gps, PeerClaims peers) {
    this.savedMs = savedMs;
    this.gps = gps;
    this.peers = peers;
  }

  /** @param savedMs it was this late when this start began, or later */
  public WallBelief afterSaved(long savedMs) {
    return new WallBelief(savedMs, gps, peers);
  }

  /** Satellites said so just now; left aside when that cannot be. */
  public WallBelief afterGps(long wallMs, long nowMs) {
    return impossible(wallMs, nowMs)
        ? this
        : new WallBelief(savedMs, Optional.of(new Anchor(wallMs, nowMs)), peers);
  }

  /** Another node said so just now; left aside when that cannot be. */
  public WallBelief afterPeer(NodeId from, boolean confirmed, long wallMs, long nowMs) {
    return impossible(wallMs, nowMs)
        ? this
        : new WallBelief(savedMs, gps, peers.with(from, confirmed, new Anchor(wallMs, nowMs)));
  }

  /**
   * @param machineMs what the machine's clock shows
   * @param synced whether something on this machine vouches for that
   */
  public WallState at(long nowMs, long machineMs, boolean synced) {
    boolean wrong = early(machineMs, nowMs);
    Optional<Anchor> sky = gps.filter(fix -> fix.ageMs(nowMs) <= GPS_HOLDS_MS);
    if (sky.isPresent()) {
      return state(sky.get().at(nowMs), WallQuality.GPS, nowMs, wrong, 0);
    }
    if (synced && !wrong) {
      return state(machineMs, WallQuality.NTP, nowMs, false, 0);
    }
    Optional<PeerClaims.Word> word = peers.word(nowMs);
    if (word.isPresent()) {
      return state(word.get().wallMs(), WallQuality.PEER, nowMs, wrong, word.get().tellers());
    }
    long lastFixMs = gps.map(fix -> fix.at(nowMs)).orElse(0L);
    return state(Math.max(lastFixMs, Math.max(machineMs, notBeforeMs(nowMs))), WallQuality.NONE, nowMs, wrong,
        0);
  }

  private WallState state(long wallMs, WallQuality quality, long nowMs, boolean wrong, int tellers) {
    return new WallState(wallMs, quality, notBeforeMs(nowMs), wrong, tellers);
  }

  private boolean impossible(long wallMs, long nowMs) {
    return !TimeRecord.plausible(wallMs) || early(wallMs, nowMs);
  }

  private boolean early(long wallMs, long nowMs) {
    return wallMs < notBeforeMs(nowMs) - DOUBT_MS;
  }

  private long notBeforeMs(long nowMs) {
    return savedMs == 0 ? 0 : savedMs + surelyMs(nowMs);
  }

  /** How much has passed at least when the monotonic clock says {@code passedMs}. */
  static long surelyMs(long passedMs) {
    return passedMs / 100 * SURE_PERCENT;
  }
}
