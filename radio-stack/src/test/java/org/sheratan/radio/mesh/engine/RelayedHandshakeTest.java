package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.engine.RecordingLink.Pair;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.secure.AnnounceSeal;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.Pattern;
import org.sheratan.radio.secure.Sessions;

/** First packets of handshakes that a neighbor hands over, for nodes that it may have invented. */
class RelayedHandshakeTest {
  private static final int INVENTED = 20;
  private static final int PACKETS = 600;
  private static final long HOUR_LEGAL_MS = 360_000;

  private final Pair pair = new Pair(1, Fixtures.LORA).introduced();
  private final Bench us = pair.left;
  private final Bench hostile = pair.right;
  private final Entropy entropy = new SeededEntropy(5);

  private Identity invented() {
    AnnounceSeal seal = new AnnounceSeal(us.network);
    Identity identity = Identity.generate(Fixtures.keys(entropy));
    Announce announce = new Announce(identity.id(), 1, 0, new CapabilityFilter(0), 0, Announce.NO_CARD);
    us.hear(LinkEndpoint.EVERYONE,
        seal.relayed(AnnounceFrame.decode(seal.seal(identity, announce, 6)), hostile.id()));
    us.sent();
    return identity;
  }

  private Sessions sessions(Identity of) {
    return new Sessions(of, us.network, new MemoryDurable(), Fixtures.keys(entropy), us.turn.now());
  }

  private Bytes first(Sessions by, Pattern pattern) {
    return by.begin(us.id(), pattern, us.turn.now()).orElseThrow();
  }

  private void hand(Bytes packet) {
    hostile.rooms.seals
        .hop(us.id(), new FrameHead(FrameType.RELAY_HANDSHAKE, Priority.HIGH, 5), 30_000, packet)
        .ifPresent(sealed -> us.hear(LinkEndpoint.EVERYONE, sealed.content()));
    us.advance(1_000);
    us.turn.drainFrames();
  }

  private long refused() {
    return us.turn.tally().of(Count.REFUSED);
  }

  @Test
  void shouldAnswerStrangersWithinTheirShareOfTheAirOnly() {
    List<Sessions> invented = new ArrayList<>();
    for (int number = 0; number < INVENTED; number++) {
      invented.add(sessions(invented()));
    }
    for (int number = 0; number < PACKETS; number++) {
      hand(first(invented.get(number % INVENTED), Pattern.XX));
    }
    long answered = PACKETS - refused();
    long shareMs = HOUR_LEGAL_MS / 5 + HOUR_LEGAL_MS / 5 * PACKETS / 3_600;
    long leastMs = Fixtures.LORA.airtimeMs(100);
    assertTrue(answered > 0 && answered * leastMs <= shareMs, answered + " of " + PACKETS + " answered");
    assertTrue(us.turn.tally().of(Count.WITHHELD) > 0, "and counted");
    long before = us.turn.tally().of(Count.HANDSHAKES);
    hand(hostile.rooms.seals.begin(us.id(), Pattern.KK).orElseThrow());
    assertEquals(before + 1, us.turn.tally().of(Count.HANDSHAKES),
        "one that proved itself is answered still");
  }

  /** Else a few forged packets an hour in the name of a node would keep it from making a session. */
  @Test
  void shouldChargeNobodyForPacketsThatAreNotAnswered() {
    Bytes genuine = first(sessions(invented()), Pattern.KK);
    byte[] forged = genuine.toArray();
    forged[forged.length / 2] ^= 1;
    for (int number = 0; number < PACKETS; number++) {
      hand(Bytes.copyOf(forged));
    }
    assertEquals(0, us.turn.tally().of(Count.WITHHELD));
    long before = us.turn.tally().of(Count.HANDSHAKES);
    hand(genuine);
    assertEquals(before + 1, us.turn.tally().of(Count.HANDSHAKES));
  }
}
