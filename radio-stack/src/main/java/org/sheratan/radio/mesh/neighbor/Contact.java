package org.sheratan.radio.mesh.neighbor;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Neighbor;

/** One way to reach a neighbor: where it was heard, and how well frames get there and are answered. */
public final class Contact {
  private static final int FULL_PERMILLE = 1_000;
  private static final int FAILING_AFTER = 3;
  /** More than bad luck: others should know. */
  private static final int GONE_AFTER = 10;
  private static final int ALWAYS_PERMILLE = 1_000;
  private static final int TYPICAL_FRAME_BYTES = 64;
  /** As long as a frame on a local network takes there and back. */
  private static final long FAST_FRAME_MS = 20;
  private static final long HEAVIEST_MILLI = 10_000_000;

  private final Link link;
  private final LinkEndpoint endpoint;
  private final RoundTrip roundTrip;
  /** What ways are chosen by: a new one gets the benefit of the doubt. */
  private int deliveryPermille = FULL_PERMILLE;
  private final AnswerTrack answers = new AnswerTrack();
  private final SignalTrack track = new SignalTrack();
  private int unanswered;
  private final long firstHeardMs;
  private long lastHeardMs;
  /** Until then few identities nobody knows are taken from there. */
  private long throttledUntilMs;
  private final Unopened unopened = new Unopened();
  /** Something sealed came from there: the neighbor really is behind it. */
  private boolean proven;

  Contact(Link link, LinkEndpoint endpoint, long nowMs) {
    this.link = link;
    this.endpoint = endpoint;
    this.roundTrip = new RoundTrip(3L * link.profile().roundTripMs() + ackDelayMs(link) + 60);
    this.firstHeardMs = nowMs;
    this.lastHeardMs = nowMs;
  }

  /** How long acknowledgements wait on {@code link} for an answer, or for each other. */
  public static long ackDelayMs(Link link) {
    return Math.max(MeshLimits.ACK_DELAY_MIN_MS, link.profile().roundTripMs());
  }

  public Link link() {
    return link;
  }

  public LinkEndpoint endpoint() {
    return endpoint;
  }

  public boolean at(Link otherLink, LinkEndpoint otherEndpoint) {
    return link == otherLink && endpoint.equals(otherEndpoint);
  }

  long firstHeardMs() {
    return firstHeardMs;
  }

  public long lastHeardMs() {
    return lastHeardMs;
  }

  public boolean proven() {
    return proven;
  }

  public void throttle(long untilMs) {
    throttledUntilMs = untilMs;
  }

  public void heard(long nowMs, boolean sealed) {
    lastHeardMs = nowMs;
    proven |= sealed;
    if (sealed) {
      unopened.opened();
    }
    unanswered = sealed ? 0 : Math.min(unanswered, FAILING_AFTER - 1);
  }

  /** Frames from there that no session of ours opens. */
  public Unopened unopened() {
    return unopened;
  }

  public SignalTrack track() {
    return track;
  }

  public void answered(long roundTripMs, boolean firstTry) {
    unanswered = 0;
    answers.tried(true);
    deliveryPermille = (deliveryPermille * 7 + FULL_PERMILLE) / 8;
    if (firstTry) {
      roundTrip.sample(roundTripMs);
    }
  }

  /** The neighbor has started anew, perhaps elsewhere: nothing holds here until it is heard from here again. */
  void doubt() {
    proven = false;
    unanswered = FAILING_AFTER;
  }

  /** @return true when with that it is {@link #gone} */
  public boolean unanswered() {
    unanswered++;
    answers.tried(false);
    deliveryPermille = deliveryPermille * 7 / 8;
    return unanswered == GONE_AFTER;
  }

  public boolean failing() {
    return unanswered >= FAILING_AFTER;
  }

  /** Silent for so long that it is likely not there any more, nor what is behind it. */
  public boolean gone() {
    return unanswered >= GONE_AFTER;
  }

  public RoundTrip roundTrip() {
    return roundTrip;
  }

  /** How long to wait for an acknowledgement after the frame has left. */
  public long retryMs() {
    boolean addressed = link.profile().addressed();
    return Math.max(addressed ? 0 : roundTripsMs(MeshLimits.ACK_ROUND_TRIPS_PERCENT), roundTrip.retryMs());
  }

  /** The same for what the neighbor is to be heard passing on, {@code lengthBytes} long, where it can be. */
  public long markMs(int lengthBytes) {
    if (link.profile().addressed()) {
      return retryMs();
    }
    long leastMs = roundTripsMs(MeshLimits.MARK_ROUND_TRIPS_PERCENT);
    return Math.clamp(roundTrip.retryMs(), leastMs, MeshLimits.MARK_PATIENCE * leastMs)
        + MeshLimits.MARK_AIRTIMES * link.profile().airtimeMs(lengthBytes);
  }

  private long roundTripsMs(int percent) {
    return (long) percent * link.profile().roundTripMs() / 100;
  }

  /** @param passedBy far peers for whose messages another way is taken */
  Neighbor view(NodeId id, boolean blocked, Tally tally, int passedBy) {
    return new Neighbor(id, link.profile().name(), endpoint.address(), proven, track.signal(),
        track.heardPermille(), answers.permille(),
        roundTrip.measuredMs(), lastHeardMs, blocked, tally.refusedOf(id), tally.lostBy(id), passedBy,
        throttledUntilMs);
  }

  /**
   * Expected transmissions for one acknowledged frame times what each takes, in thousandths of one on a fast link: its
   * airtime, which counts as much longer as the law allows less of it, and the round trip.
   */
  public int weightedMilli() {
    return weightedMilli(costMilli());
  }

  /** The same where nothing gets lost. */
  public int nominalMilli() {
    return weightedMilli(FULL_PERMILLE);
  }

  private int weightedMilli(long costMilli) {
    LinkProfile profile = link.profile();
    long eachMs = profile.airtimeMs(TYPICAL_FRAME_BYTES) * ALWAYS_PERMILLE / profile.dutyPermille()
        + profile.roundTripMs();
    return (int) Math.min(HEAVIEST_MILLI, costMilli * Math.max(1, eachMs / FAST_FRAME_MS));
  }

  /** Expected transmissions for one acknowledged frame, in thousandths (De Couto's ETX), at most ten. */
  public int costMilli() {
    return FULL_PERMILLE * FULL_PERMILLE / Math.max(100, deliveryPermille);
  }
}
