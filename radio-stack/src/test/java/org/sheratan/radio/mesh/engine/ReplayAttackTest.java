package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.frame.ArrivalMarks;
import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Neighbor;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.Pattern;

/** Somebody without any key says again what was heard. */
class ReplayAttackTest {
  private static final long MINUTE_MS = 60_000;

  /** What {@code from} says with a short message to {@code to}. */
  private static Bytes recorded(World world, TestNode from, TestNode to) {
    List<Bytes> tape = new ArrayList<>();
    world.ether.tap((atMs, sender, receiver, frame) -> {
      if (sender.equals(from.name) && FrameHead.peek(frame).type() == FrameType.DATA) {
        tape.add(frame);
      }
    });
    long ticket = from.send(to, Bytes.utf8("x"), 10 * MINUTE_MS);
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> from.delivered(ticket)));
    return tape.getFirst();
  }

  private static List<String> endpoints(TestNode node) {
    return node.mesh.neighbors().stream().map(Neighbor::endpoint).toList();
  }

  @Test
  void shouldNotTakeTheAddressOfAReplayForTheNeighbors() {
    World world = World.pair(1);
    TestNode victim = world.node("b");
    Bytes frame = recorded(world, world.node("a"), victim);
    List<String> before = endpoints(victim);
    List<String> sentTo = new ArrayList<>();
    victim.watcher = out -> sentTo.add(out.to().address());
    long ticket = victim.send(world.node("a"), Bytes.utf8("hello"), 2 * MINUTE_MS);
    for (int time = 0; time < 40; time++) {
      world.ether.inject("evil" + time % 5, "b", frame);
      world.run(500);
    }
    assertTrue(victim.delivered(ticket));
    assertEquals(before, endpoints(victim));
    assertTrue(sentTo.stream().noneMatch(address -> address.startsWith("evil")), sentTo.toString());
  }

  @Test
  void shouldNotTakeAReplayForALifeSign() {
    World world = radio(2);
    TestNode off = world.node("a");
    TestNode victim = world.node("b");
    Bytes frame = recorded(world, off, victim);
    world.crash(off);
    for (int halfHour = 0; halfHour < 2 * 48; halfHour++) {
      world.ether.inject("*", "b", frame);
      world.run(30 * MINUTE_MS);
    }
    assertEquals(List.of(), endpoints(victim));
    assertTrue(victim.mesh.peer(off.id()).isEmpty());
  }

  private static World radio(long seed) {
    World world = new World(seed, EtherFaults.NONE, Fixtures.LORA);
    world.addAll("a", "b");
    assertTrue(world.runUntil(240 * MINUTE_MS, world::everyoneKnowsEveryone));
    return world;
  }

  /** Frames of these types that {@code node} says from now on. */
  private static List<Bytes> said(TestNode node, FrameType... types) {
    List<Bytes> said = new ArrayList<>();
    node.watcher = out -> {
      if (List.of(types).contains(FrameHead.peek(out.frame()).type())) {
        said.add(out.frame());
      }
    };
    return said;
  }

  @Test
  void shouldAnswerOneRecordedFrameAFewTimesOnly() {
    World world = radio(3);
    TestNode victim = world.node("b");
    Bytes frame = recorded(world, world.node("a"), victim);
    List<Bytes> said = said(victim, FrameType.CONTROL, FrameType.DATA);
    for (int time = 0; time < 200; time++) {
      world.ether.inject("*", "b", frame);
      world.run(3_000);
    }
    assertTrue(said.size() <= MeshLimits.REPEATS_ANSWERED, said.size() + " answers");
    assertTrue(victim.mesh.counters().withheld() >= 190, "and it shows");
  }

  @Test
  void shouldPayForARepeatedAnswerByItsLength() {
    World world = radio(4);
    TestNode victim = world.node("b");
    TestNode asker = world.node("a");
    victim.application = (node, message) -> node.mesh.send(asker.id(), world.random(230), Priority.NORMAL,
        60 * MINUTE_MS, message.arrival());
    List<Bytes> tape = new ArrayList<>();
    world.ether.tap((atMs, sender, receiver, frame) -> {
      if (sender.equals("a") && FrameHead.peek(frame).type() == FrameType.DATA) {
        tape.add(frame);
      }
    });
    for (int question = 0; question < 30; question++) {
      asker.send(victim, Bytes.utf8("question " + question), 60 * MINUTE_MS);
      world.run(MINUTE_MS);
    }
    List<Bytes> said = said(victim, FrameType.CONTROL, FrameType.DATA);
    for (int time = 0; time < 600; time++) {
      world.ether.inject("*", "b", tape.get(time % tape.size()));
      world.run(1_000);
    }
    long spentMs = said.stream().mapToLong(frame -> Fixtures.LORA.airtimeMs(frame.length())).sum();
    long hourMs = 3_600L * Fixtures.LORA.dutyPermille();
    assertTrue(spentMs <= hourMs * MeshLimits.UNPROVEN_PERCENT / 100, spentMs + " ms");
  }

  @Test
  void shouldMakeNewSessionsEverMoreRarelyForGarbage() {
    World world = radio(5);
    TestNode victim = world.node("b");
    recorded(world, world.node("a"), victim);
    long before = victim.mesh.counters().handshakes();
    for (int time = 0; time < 300; time++) {
      Bytes garbage = new ByteWriter().u8(new FrameHead(FrameType.CONTROL, Priority.NORMAL, 0).encode()).u8(0)
          .u16(victim.id().hint()).u16(time).bytes(world.random(9)).toBytes();
      world.ether.inject("*", "b", garbage);
      world.run(4_000);
    }
    long made = victim.mesh.counters().handshakes() - before;
    assertTrue(made <= 6, made + " handshakes in 20 minutes");
  }

  @Test
  void shouldAnswerRecordedFirstMessagesWithinAShareOfTheAirtime() {
    World world = radio(6);
    TestNode victim = world.node("b");
    World elsewhere = new World(7, EtherFaults.NONE, Fixtures.LORA);
    TestNode member = elsewhere.add("m", world.network,
        Identity.generate(Fixtures.keys(new SeededEntropy(8))));
    List<Bytes> said = said(victim, FrameType.HANDSHAKE);
    for (int time = 0; time < 600; time++) {
      world.ether.inject("*", "b", member.mesh.rooms.seals.begin(victim.id(), Pattern.XX).orElseThrow());
      world.run(1_000);
    }
    long spentMs = said.stream().mapToLong(frame -> Fixtures.LORA.airtimeMs(frame.length())).sum();
    long hourMs = 3_600L * Fixtures.LORA.dutyPermille();
    assertTrue(spentMs <= hourMs * MeshLimits.UNPROVEN_PERCENT / 100, spentMs + " ms");
    assertTrue(victim.mesh.counters().withheld() > 0);
  }

  @Test
  void shouldConfirmARecordedArrivalMarkAFewTimesOnly() {
    World world = new World(9, EtherFaults.NONE, Fixtures.LORA);
    List<TestNode> line = world.line("a", "b", "c", "d");
    assertTrue(world.runUntil(600 * MINUTE_MS,
        () -> line.stream().allMatch(node -> node.mesh.peers().size() == 3)));
    List<ArrivalMarks.Mark> heard = new ArrayList<>();
    world.ether.tap((atMs, sender, receiver, frame) -> {
      if (ArrivalMarks.is(FrameHead.peek(frame))) {
        heard.addAll(ArrivalMarks.decode(frame).marks());
      }
    });
    long ticket = line.getFirst().send(line.getLast(), Bytes.utf8("x"), 60 * MINUTE_MS);
    assertTrue(world.runUntil(60 * MINUTE_MS, () -> line.getFirst().delivered(ticket)));
    world.run(5 * MINUTE_MS);
    List<List<Bytes>> said = line.stream().map(node -> said(node, FrameType.ANNOUNCE)).toList();
    Bytes frame = new ArrivalMarks(
        List.of(new ArrivalMarks.Mark(heard.getFirst().envelope(), 1, heard.getFirst().proof()))).encode();
    for (int time = 0; time < 200; time++) {
      line.forEach(node -> world.ether.inject("*", node.name, frame));
      world.run(2_000);
    }
    for (List<Bytes> ofNode : said) {
      long marks = ofNode.stream().filter(out -> CustodyMarks.is(FrameHead.peek(out))).count();
      assertTrue(marks <= 3 * MeshLimits.REPEATS_ANSWERED, marks + " marks");
    }
  }
}
