package org.sheratan.radio.mesh.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.link.Urgency;

/** A link of a profile; the mesh hands frames to its driver, so nothing is ever sent here. */
public record RecordingLink(LinkProfile profile, AtomicLong behindMs,
    AtomicLong emergencyBehindMs) implements Link {
  public RecordingLink(LinkProfile profile) {
    this(profile, new AtomicLong(), new AtomicLong());
  }

  @Override
  public long waitMs(long nowMs, Urgency urgency) {
    return urgency == Urgency.EMERGENCY ? emergencyBehindMs.get() : behindMs.get();
  }

  @Override
  public void send(LinkEndpoint to, Bytes frame) {
    throw new AssertionError("the mesh itself never sends");
  }

  /** Two meshes joined by hand: what one lets out is given to the other, or lost, as the test says. */
  public static final class Pair {
    public static final LinkEndpoint LEFT = new LinkEndpoint("left");
    public static final LinkEndpoint RIGHT = new LinkEndpoint("right");

    public final Bench left;
    public final Bench right;

    public Pair(long seed) {
      this(seed, Fixtures.UDP);
    }

    public Pair(long seed, LinkProfile profile) {
      left = new Bench(seed, 1, profile);
      right = new Bench(seed, 2, profile);
    }

    /** Both know each other and have a session. */
    public Pair introduced() {
      left.announceTo(right, LEFT);
      right.announceTo(left, RIGHT);
      left.rooms.handshakes.want(right.id());
      exchange();
      left.events();
      right.events();
      return this;
    }

    /** Runs both at the current time until neither has anything to say; nothing is lost. */
    public void exchange() {
      boolean more = true;
      while (more) {
        more = carry(left, LEFT, right) | carry(right, RIGHT, left);
      }
    }

    /** Lets {@code forMs} pass in small steps. */
    public void pass(long forMs) {
      for (long step = 0; step < forMs; step += 10) {
        left.advance(10);
        right.advance(10);
        exchange();
      }
    }

    private static boolean carry(Bench from, LinkEndpoint at, Bench to) {
      List<Bytes> frames = new ArrayList<>(from.sent());
      frames.forEach(frame -> to.hear(at, frame));
      return !frames.isEmpty();
    }
  }
}
