package org.sheratan.radio.mesh.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.secure.AnnounceSeal;
import org.sheratan.radio.secure.Identity;

/** A member of the network that announces identities it invents, as if they stood where it stands. */
final class Flooder {
  private record Again(long atMs, Bytes announce) {}

  private final World world;
  private final AnnounceSeal seal;
  private final Entropy entropy;
  private final int times;
  private final long apartMs;
  private final Deque<Again> again = new ArrayDeque<>();

  /**
   * @param times each identity is announced
   * @param apartMs one time and the next
   */
  Flooder(World world, long seed, int times, long apartMs) {
    this.world = world;
    this.seal = new AnnounceSeal(world.network);
    this.entropy = new SeededEntropy(seed).fork("flooder");
    this.times = times;
    this.apartMs = apartMs;
  }

  /** One announce, heard by all of {@code stations}. */
  void announce(List<String> stations) {
    Bytes frame = again.isEmpty() || again.getFirst().atMs() > world.nowMs()
        ? invented()
        : again.removeFirst().announce();
    stations.forEach(station -> world.ether.inject(LinkEndpoint.EVERYONE.address(), station, frame));
  }

  private Bytes invented() {
    Identity identity = Identity.generate(Fixtures.keys(entropy));
    Bytes frame = seal.seal(identity,
        new Announce(identity.id(), 1, 1, new CapabilityFilter(0), 0, Announce.NO_CARD),
        MeshLimits.FIRST_HOP_LIMIT);
    for (int time = 1; time < times; time++) {
      again.addLast(new Again(world.nowMs() + time * apartMs, frame));
    }
    return frame;
  }
}
