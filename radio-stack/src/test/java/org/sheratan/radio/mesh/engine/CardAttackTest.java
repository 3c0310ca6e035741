package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.hop.ControlItem;
import org.sheratan.radio.mesh.session.Seals;

/** A member asks for the card over and over. */
class CardAttackTest {
  private static final long MINUTE_MS = 60_000;

  private final World world = new World(1, EtherFaults.NONE, Fixtures.LORA);
  private final TestNode greedy = world.add("a");
  private final TestNode victim = world.add("b");

  private void settle() {
    assertTrue(world.runUntil(240 * MINUTE_MS, world::everyoneKnowsEveryone));
    long ticket = greedy.send(victim, Bytes.utf8("x"), 10 * MINUTE_MS);
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> greedy.delivered(ticket)));
    world.run(10 * MINUTE_MS);
  }

  private Bytes requests() {
    List<ControlItem> items = Collections.nCopies(38, new ControlItem.CardRequest(Bytes.hex("0102030405")));
    return greedy.mesh.rooms.seals.hop(victim.id(), new FrameHead(FrameType.CONTROL, Priority.NORMAL, 0),
        Seals.NO_LIFETIME, ControlItem.encode(items)).orElseThrow().content();
  }

  @Test
  void shouldHandOutOneCardAtATime() {
    settle();
    List<Bytes> said = new ArrayList<>();
    victim.watcher = out -> {
      if (FrameHead.peek(out.frame()).type() == FrameType.CONTROL) {
        said.add(out.frame());
      }
    };
    world.ether.inject("*", "b", requests());
    world.run(100);
    assertEquals(1, said.size());
    assertTrue(victim.mesh.neighbors().getFirst().refused() >= 37, "and it shows who asks");
  }

  @Test
  void shouldNotPileUpLargeCardsNorSpendTheAirtimeOnThem() {
    settle();
    List<String> many = new ArrayList<>();
    for (int number = 10; number < 24; number++) {
      many.add(number + "x".repeat(50));
    }
    victim.mesh.describe(new Card("b", many, List.of(), List.of()));
    world.run(10 * MINUTE_MS);
    long[] spentMs = {0};
    victim.watcher = out -> spentMs[0] += FrameHead.peek(out.frame()).type() == FrameType.CONTROL
        ? Fixtures.LORA.airtimeMs(out.frame().length())
        : 0;
    for (int time = 0; time < 400; time++) {
      world.ether.inject("*", "b", requests());
      world.run(1_000);
      assertTrue(victim.mesh.rooms.hops.underWay() <= MeshLimits.CONTROL_UNITS);
    }
    long hourMs = 3_600L * Fixtures.LORA.dutyPermille();
    assertTrue(spentMs[0] <= hourMs * MeshLimits.MEMBERS_PERCENT / 100, spentMs[0] + " ms");
  }
}
