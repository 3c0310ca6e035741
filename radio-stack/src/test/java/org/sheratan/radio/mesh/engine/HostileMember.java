package org.sheratan.radio.mesh.engine;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.frame.RevocationNews;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.session.Parcel;
import org.sheratan.radio.secure.AnnounceSeal;
import org.sheratan.radio.secure.GroupKeys;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.Pattern;
import org.sheratan.radio.secure.RevocationSeal;
import org.sheratan.radio.secure.Sessions;

/** All that a node with the network key, sessions and a radio can flood others with, in turn. */
final class HostileMember {
  private static final int RECORDED = 2_000;
  private static final int STRANGERS = 12;
  private static final long HANDSHAKE_MS = 60_000;
  private static final GroupId FOREIGN = new GroupId(Bytes.hex("0123456789abcdef"));

  private final World world;
  private final TestNode node;
  private final List<String> near;
  private final List<TestNode> victims;
  private final Entropy entropy;
  private final Flooder flooder;
  private final AnnounceSeal announces;
  private final RevocationSeal revocations;
  private final GroupKeys forged;
  private final List<Bytes> recorded = new ArrayList<>();
  private final List<Identity> strangers = new ArrayList<>();
  private final List<Sessions> handshakes = new ArrayList<>();
  private int steps;

  HostileMember(World world, TestNode node, List<String> near, List<TestNode> victims) {
    this.world = world;
    this.node = node;
    this.near = near;
    this.victims = victims;
    this.entropy = new SeededEntropy(world.nowMs()).fork("hostile");
    this.flooder = new Flooder(world, world.nowMs(), 1, 0);
    this.announces = new AnnounceSeal(world.network);
    this.revocations = new RevocationSeal(world.network);
    this.forged = new GroupKeys(node.id(), world.network, new MemoryDurable(), Fixtures.keys(entropy));
    for (int number = 0; number < STRANGERS; number++) {
      Identity stranger = Identity.generate(Fixtures.keys(entropy));
      strangers.add(stranger);
      handshakes.add(new Sessions(stranger, world.network, new MemoryDurable(), Fixtures.keys(entropy),
          Now.monotonic(world.nowMs())));
      say(relayed(stranger));
    }
    world.ether.tap((atMs, from, to, frame) -> {
      if (recorded.size() < RECORDED) {
        recorded.add(frame);
      } else {
        recorded.set(entropy.nextInt(RECORDED), frame);
      }
    });
  }

  void step() {
    steps++;
    flooder.announce(near);
    for (int number = 0; number < 2; number++) {
      say(relayed(Identity.generate(Fixtures.keys(entropy))));
    }
    if (!recorded.isEmpty()) {
      say(recorded.get(entropy.nextInt(recorded.size())));
    }
    say(forged.seal(FOREIGN, 1, Priority.EMERGENCY, MeshLimits.MAX_HOPS, place -> Bytes.utf8("help"))
        .content());
    say(revocation());
    if (steps % 4 == 0) {
      shakeHands();
    }
    if (steps % 10 == 0) {
      node.mesh.poll(Now.monotonic(world.nowMs()));
      node.mesh.send(victim().id(), Fixtures.bytes(entropy, 100), Priority.EMERGENCY, HANDSHAKE_MS,
          Mesh.UNPROMPTED);
    }
  }

  private TestNode victim() {
    return victims.get(entropy.nextInt(victims.size()));
  }

  private void say(Bytes frame) {
    near.forEach(station -> world.ether.inject(LinkEndpoint.EVERYONE.address(), station, frame));
  }

  /** Said to stand behind this node. */
  private Bytes relayed(Identity invented) {
    Announce announce = new Announce(invented.id(), 1, 0, new CapabilityFilter(0), 0, Announce.NO_CARD);
    return announces.relayed(
        AnnounceFrame.decode(announces.seal(invented, announce, MeshLimits.FIRST_HOP_LIMIT)), node.id());
  }

  /** One author in four is new; of the others each has one more version. */
  private Bytes revocation() {
    Identity author = steps % 4 == 0
        ? Identity.generate(Fixtures.keys(entropy))
        : strangers.get(entropy.nextInt(STRANGERS));
    NodeId subject = victim().id();
    return revocations.frame(new RevocationNews.Statement(MeshLimits.MAX_HOPS, revocations.seal(author,
        new Revocation(author.id(), subject, steps, true, 0, "because"))));
  }

  /** First packets of strangers, for nodes behind the nearest ones. */
  private void shakeHands() {
    NodeId to = victim().id();
    Bytes packet = handshakes.get(entropy.nextInt(STRANGERS))
        .begin(to, entropy.nextInt(2) == 0 ? Pattern.XX : Pattern.KK, Now.monotonic(world.nowMs()))
        .orElseThrow();
    node.mesh.poll(Now.monotonic(world.nowMs()));
    node.mesh.rooms.custody.post(to, Parcel.of(
        new FrameHead(FrameType.RELAY_HANDSHAKE, Priority.HIGH, MeshLimits.FIRST_HOP_LIMIT + 1),
        world.nowMs() + HANDSHAKE_MS, packet));
  }
}
