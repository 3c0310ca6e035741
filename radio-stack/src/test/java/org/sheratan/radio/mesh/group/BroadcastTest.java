package org.sheratan.radio.mesh.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.fragment.FragmentReport;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.GroupWorld;
import org.sheratan.radio.mesh.engine.TestNode;

/** Large messages to groups. */
class BroadcastTest {
  private static final EtherFaults LOSSY = new EtherFaults(0.3, 0, 0, 0, 5, 0);

  private GroupWorld on;
  private List<TestNode> nodes;
  private GroupId group;

  private void meet(long seed, EtherFaults faults, LinkProfile profile, String... names) {
    on = new GroupWorld(seed, faults, profile);
    nodes = on.world.addAll(names);
    on.settle();
    group = on.group("team", nodes.getFirst(), nodes.subList(1, nodes.size()).toArray(TestNode[]::new));
  }

  private void say(Bytes message) {
    assertEquals(Optional.empty(),
        on.groups(nodes.getFirst()).broadcast(group, message, Priority.NORMAL, true));
  }

  private boolean allHave(Bytes message) {
    return nodes.stream().skip(1).allMatch(node -> GroupWorld.messages(node).stream()
        .anyMatch(heard -> heard.message().equals(message) && heard.signed()));
  }

  @Test
  void shouldBringALargeMessageToAll() {
    meet(1, EtherFaults.NONE, Fixtures.UDP, "a", "b", "c");
    Bytes message = on.world.random(4_096);
    say(message);
    assertTrue(on.world.runUntil(GroupWorld.MINUTE_MS, () -> allHave(message)));
    assertEquals(1, GroupWorld.messages(nodes.get(1)).size());
  }

  @Test
  void shouldBringTheLargestMessageToAll() {
    meet(2, new EtherFaults(0.1, 0.1, 0.1, 0, 20, 0), Fixtures.UDP, "a", "b", "c");
    Bytes message = on.world.random(Groups.MAX_MESSAGE_BYTES);
    say(message);
    assertTrue(on.world.runUntil(10 * GroupWorld.MINUTE_MS, () -> allHave(message)));
  }

  @Test
  void canReachAllThroughHeavyLossOnASharedMedium() {
    for (long seed = 1; seed <= 5; seed++) {
      meet(seed, LOSSY, Fixtures.RADIO, "a", "b", "c", "d", "e");
      Bytes message = on.world.random(4_096);
      say(message);
      assertTrue(on.world.runUntil(GroupWorld.HOUR_MS, () -> allHave(message)), on.why);
    }
  }

  private Optional<Groups.Refused> refused(Bytes message) {
    return on.groups(nodes.getFirst()).broadcast(group, message, Priority.NORMAL, true);
  }

  @Test
  void shouldRefuseWhatIsTooLongOrTooMuch() {
    meet(3, EtherFaults.NONE, Fixtures.RADIO, "a", "b");
    assertEquals(Optional.of(Groups.Refused.TOO_LONG),
        refused(on.world.random(Groups.MAX_MESSAGE_BYTES + 1)));
    for (int begun = 0; begun < MeshLimits.BROADCASTS; begun++) {
      say(on.world.random(1_000));
    }
    assertEquals(Optional.of(Groups.Refused.TOO_MANY), refused(on.world.random(1_000)));
    on.world.run(GroupWorld.MINUTE_MS);
    for (int begun = 0; begun < MeshLimits.BROADCASTS; begun++) {
      say(on.world.random(1_000));
    }
    assertEquals(Optional.of(Groups.Refused.TOO_MANY), refused(on.world.random(1_000)),
        "those that only wait for reports made place");
  }

  @Test
  void shouldStopWhenAMemberIsShutOut() {
    meet(4, EtherFaults.NONE, Fixtures.RADIO, "a", "b", "c");
    Bytes message = on.world.random(20_000);
    say(message);
    assertTrue(on.world.runUntil(GroupWorld.MINUTE_MS, () -> pending() > 0), "some pieces came");
    on.groups(nodes.getFirst()).remove(group, nodes.get(2).id());
    on.world.run(GroupWorld.HOUR_MS);
    assertEquals(List.of(), GroupWorld.messages(nodes.get(1)), "nobody gets what is left of it");
    assertEquals(0, pending());
  }

  @Test
  void shouldForgetWhatItsSenderNeverFinishes() {
    meet(5, EtherFaults.NONE, Fixtures.RADIO, "a", "b", "c");
    say(on.world.random(20_000));
    assertTrue(on.world.runUntil(GroupWorld.MINUTE_MS, () -> pending() > 0), "some pieces came");
    on.world.crash(nodes.getFirst());
    on.world.run(GroupWorld.HOUR_MS);
    assertEquals(0, pending());
  }

  private long pending() {
    return nodes.stream().skip(1)
        .mapToLong(node -> node.groupRooms().cast.transfers.transfers()).sum();
  }

  private GroupId groupWithMallory() {
    return on.group("others", nodes.getFirst(), nodes.get(1), nodes.get(2));
  }

  private void meetMallory(long seed) {
    on = new GroupWorld(seed, EtherFaults.NONE, Fixtures.RADIO);
    nodes = on.world.addAll("a", "b", "mallory");
    on.settle();
    group = on.group("team", nodes.getFirst(), nodes.get(1));
  }

  private void malloryPutsIn(GroupId where, int index) {
    on.groups(nodes.get(2));
    nodes.get(2).groupRooms().cast.voice.toNeighbors(where, Priority.NORMAL,
        new GroupContent.Piece(nodes.getFirst().id().hint(),
            new Fragment(nodes.getFirst().groupRooms().cast.sender.firstId, 0, true, false, 19, index,
                on.world.random(219))));
  }

  private void malloryReports(GroupId where) {
    on.groups(nodes.get(2));
    nodes.get(2).groupRooms().cast.voice.toNeighbors(where, Priority.HIGH,
        new GroupContent.Report(nodes.getFirst().id().hint(),
            new FragmentReport(nodes.getFirst().groupRooms().cast.sender.firstId, 0, 64)));
  }

  @Test
  void shouldKeepATransferApartFromWhatIsSaidInAnotherGroup() {
    meetMallory(8);
    GroupId others = groupWithMallory();
    Bytes message = on.world.random(4_096);
    malloryPutsIn(others, 3);
    on.world.run(500);
    say(message);
    for (int index = 0; index < 8; index++) {
      on.world.run(300);
      malloryPutsIn(others, index + 100);
      malloryReports(others);
    }
    assertTrue(on.world.runUntil(GroupWorld.MINUTE_MS, () -> !GroupWorld.messages(nodes.get(1)).isEmpty()));
    assertEquals(message, GroupWorld.messages(nodes.get(1)).getFirst().message());
    assertEquals(0, nodes.get(1).mesh.counters().groupForgeries(), "not one piece went into the wrong one");
  }

  @Test
  void shouldNotBeSilencedForeverByReportsOfOthers() {
    meetMallory(9);
    GroupId others = groupWithMallory();
    malloryPutsIn(others, 3);
    for (int second = 0; second < 3_600; second++) {
      on.world.run(1_000);
      malloryReports(others);
      if (second % 10 == 0) {
        malloryPutsIn(others, 3);
      }
    }
    assertTrue(nodes.get(1).mesh.counters().expired() > 0, "asked in vain, and gave up");
  }

  @Test
  void shouldLetAGroupThatFloodsMakeRoomForOthers() {
    meetMallory(10);
    GroupId others = groupWithMallory();
    malloryPutsIn(others, 0);
    on.world.run(500);
    Broadcasts heard = nodes.get(1).groupRooms().cast.transfers;
    long epoch = on.view(nodes.get(1), others).orElseThrow().epoch();
    Fragment own = new Fragment(7, 0, true, false, 19, 0, on.world.random(219));
    heard.onPiece(group, on.view(nodes.get(1), group).orElseThrow().epoch(), nodes.getFirst().id(), own);
    for (int author = 0; author < 200; author++) {
      heard.onPiece(others, epoch, Fixtures.id(author),
          new Fragment(author, 0, true, false, 19, 0, on.world.random(219)));
    }
    assertEquals(MeshLimits.BROADCASTS_HEARD, heard.transfers());
    say(on.world.random(4_096));
    assertTrue(on.world.runUntil(GroupWorld.MINUTE_MS, () -> !GroupWorld.messages(nodes.get(1)).isEmpty()));
  }

  @Test
  void canReachThemInSpiteOfAMemberThatPutsInPiecesOfItsOwn() {
    meet(6, EtherFaults.NONE, Fixtures.RADIO, "a", "b", "mallory");
    Bytes message = on.world.random(4_096);
    say(message);
    on.world.run(1_500);
    TestNode mallory = nodes.get(2);
    on.groups(mallory);
    mallory.groupRooms().cast.voice.toNeighbors(group, Priority.NORMAL,
        new GroupContent.Piece(nodes.getFirst().id().hint(),
            new Fragment(nodes.getFirst().groupRooms().cast.sender.firstId, 0, true, false, 19, 200,
                on.world.random(219))));
    assertTrue(on.world.runUntil(GroupWorld.HOUR_MS, () -> GroupWorld.messages(nodes.get(1)).stream()
        .anyMatch(heard -> heard.message().equals(message))), on.why);
    assertEquals(1, GroupWorld.messages(nodes.get(1)).size());
  }
}
