package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.secure.HandshakeResult.Answer;
import org.sheratan.radio.secure.HandshakeResult.AnswerAndEstablished;

/**
 * Three nodes under loss, doubling, reordering, crashes that lose uncommitted writes, and dropped state. Whatever
 * happened, one try by KK and one by XX bring any two together again.
 */
class SessionsChaosTest {
  private static final int SEEDS = 25;
  private static final int STEPS = 250;

  private static final class World {
    final Entropy entropy;
    final List<Party> parties = List.of(new Party(35), new Party(117), new Party(2));
    final List<Bytes> inFlight = new ArrayList<>();
    /** Frames by content: how often opened since the opener last lost uncommitted state. */
    final Map<Bytes, Integer> opened = new TreeMap<>();
    int sent;

    World(long seed) {
      entropy = new SeededEntropy(seed);
      parties.forEach(party -> parties.stream().filter(other -> other != party).forEach(party::knows));
    }

    Party anyone() {
      return parties.get(entropy.nextInt(parties.size()));
    }

    Party anyoneBut(Party party) {
      Party other = anyone();
      return other == party ? parties.get((parties.indexOf(party) + 1) % parties.size()) : other;
    }

    void step() {
      Party one = anyone();
      Party other = anyoneBut(one);
      switch (entropy.nextInt(12)) {
        case 0 -> inFlight.add(one.begin(other, entropy.chance(0.5) ? Pattern.KK : Pattern.XX));
        case 1, 2, 3 -> one.sessions
            .sealHop(other.id, Party.DATA, 1, Bytes.utf8(one.id.toHex() + sent++), one.now())
            .ifPresent(sealed -> inFlight.add(sealed.content()));
        case 4 -> one.commit();
        case 5 -> restart(one);
        case 6 -> one.nowMs += entropy.nextLong(40_000);
        default -> deliver();
      }
    }

    private void restart(Party party) {
      if (entropy.chance(0.2)) {
        party.crash();
        opened.clear();
        if (entropy.chance(0.3)) {
          party.startAfresh();
        }
      }
    }

    private void deliver() {
      if (inFlight.isEmpty()) {
        return;
      }
      int index = entropy.nextInt(inFlight.size());
      Bytes packet = entropy.chance(0.2) ? inFlight.get(index) : inFlight.remove(index);
      if (entropy.chance(0.7)) {
        parties.forEach(party -> hand(party, packet));
      }
    }

    private void hand(Party to, Bytes packet) {
      switch (to.on(packet)) {
        case Answer answer -> inFlight.add(answer.packet());
        case AnswerAndEstablished answer -> inFlight.add(answer.packet());
        default -> {
          if (to.open(packet) instanceof Opened.Frame frame) {
            assertTrue(frame.plaintext().toUtf8().startsWith(frame.from().toHex()));
            assertEquals(1, opened.merge(packet, 1, Integer::sum), "opened twice");
          }
        }
      }
    }
  }

  @Test
  void canAlwaysTalkAgain() {
    run(1, SEEDS);
  }

  @Test
  @Tag("campaign")
  void canAlwaysTalkAgainAfterManyDisasters() {
    run(1_000, 1_000);
  }

  private static void run(long firstSeed, int seeds) {
    for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
      World world = new World(seed);
      for (int step = 0; step < STEPS; step++) {
        world.step();
      }
      world.parties.forEach(party -> party.nowMs += SecureLimits.HANDSHAKE_MS + 1);
      Party one = world.anyone();
      Party other = world.anyoneBut(one);
      meetAgain(one, other, seed);
      assertEquals("there", other.text(one.seal(other, "there").content()), "seed " + seed);
      assertEquals("back", one.text(other.seal(one, "back").content()), "seed " + seed);
    }
  }

  /** As the mesh does: KK first, XX when there is no answer. */
  private static void meetAgain(Party one, Party other, long seed) {
    if (other.on(one.begin(other, Pattern.KK)) instanceof AnswerAndEstablished answer) {
      assertEquals(new HandshakeResult.Established(other.id, Bytes.EMPTY), one.on(answer.packet()),
          "seed " + seed);
    } else if (other.on(one.begin(other, Pattern.XX)) instanceof Answer second
        && one.on(second.packet()) instanceof AnswerAndEstablished third) {
      assertEquals(new HandshakeResult.NewPeer(one.id), other.on(third.packet()), "seed " + seed);
    } else {
      throw new AssertionError("no handshake comes through, seed " + seed);
    }
  }
}
