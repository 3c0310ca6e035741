package org.sheratan.radio.mesh.neighbor;

import java.util.LinkedHashMap;
import java.util.Map;

import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshLimits;

/**
 * Airtime that others can make us spend on one link: so much in all, and half of that for one of them. By airtime, for on
 * a slow link a few answers a second are more than the law allows for everything.
 *
 * @param <K> tells askers apart, as far as they can be told apart
 */
final class AnswerShare<K> {
  private static final int LONG_FRAME_BYTES = 250;
  private static final int LEAST_FRAMES = 16;
  private static final int EACH_PART = 2;
  private static final long HOUR_MS_A_PERMILLE = 3_600;

  private final MeshTurn turn;
  private final LinkProfile profile;
  private final int percent;
  private final long burstMs;
  private final AirShare all;
  private final Map<K, AirShare> byAsker = new LinkedHashMap<>();

  /** @param percent of what the law allows; at once as much as in an hour, or some long frames */
  AnswerShare(MeshTurn turn, LinkProfile profile, int percent) {
    this.turn = turn;
    this.profile = profile;
    this.percent = percent;
    this.burstMs = Math.max(LEAST_FRAMES * profile.airtimeMs(LONG_FRAME_BYTES),
        HOUR_MS_A_PERMILLE * profile.dutyPermille() * percent / 100);
    this.all = new AirShare(profile, percent, burstMs, turn.nowMs());
  }

  /** May {@code asker} be answered with {@code lengthBytes}? What may not is counted. */
  boolean take(K asker, int lengthBytes) {
    boolean allowed = allows(asker, lengthBytes);
    if (allowed) {
      charge(asker, profile.airtimeMs(lengthBytes));
    }
    return allowed;
  }

  /** The same, before it is known whether there will be an answer. */
  boolean allows(K asker, int lengthBytes) {
    long airtimeMs = profile.airtimeMs(lengthBytes);
    boolean allowed = of(asker).covers(airtimeMs, turn.nowMs()) && all.covers(airtimeMs, turn.nowMs());
    turn.tally().countIf(!allowed, Count.WITHHELD);
    return allowed;
  }

  /** An answer took so much more than was thought. */
  void charge(K asker, long airtimeMs) {
    of(asker).spend(airtimeMs);
    all.spend(airtimeMs);
  }

  private AirShare of(K asker) {
    AirShare share = byAsker.remove(asker);
    if (share == null) {
      share = new AirShare(profile, Math.max(1, percent / EACH_PART), burstMs / EACH_PART, turn.nowMs());
    }
    byAsker.put(asker, share);
    if (byAsker.size() > MeshLimits.PEERS) {
      byAsker.remove(byAsker.keySet().iterator().next());
    }
    return share;
  }
}
