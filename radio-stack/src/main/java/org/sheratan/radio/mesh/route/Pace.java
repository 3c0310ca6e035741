package org.sheratan.radio.mesh.route;

import org.sheratan.radio.fragment.FragmentLimits;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshLimits;

/** How patient to be with a link, from its nature. */
final class Pace {
  private static final int ALWAYS_PERMILLE = 1_000;
  private static final long HOUR_MS = 3_600_000;
  private static final int IDLE_ROUND_TRIPS = 100;
  private static final int PASS_AGAIN_ROUND_TRIPS = 20;

  private Pace() {}

  /** A transfer that stood still for so long is over. Where the law rations airtime, its sender may wait an hour. */
  static long idleMs(LinkProfile profile) {
    long idleMs = Math.max(FragmentLimits.IDLE_MS, (long) IDLE_ROUND_TRIPS * profile.roundTripMs());
    return profile.dutyPermille() < ALWAYS_PERMILLE ? HOUR_MS + idleMs : idleMs;
  }

  /** An envelope passed on is not passed on again sooner than this: copies come late on a slow link. */
  static long passAgainMs(LinkProfile profile) {
    return Math.max(MeshLimits.PASS_AGAIN_MS, (long) PASS_AGAIN_ROUND_TRIPS * profile.roundTripMs());
  }
}
