package org.sheratan.radio.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.ether.Topology;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.GroupWorld;
import org.sheratan.radio.mesh.engine.TestNode;
import org.sheratan.radio.secure.JoinCode;

class GroupTest {
  private static final long MINUTE_MS = GroupWorld.MINUTE_MS;
  private static final EtherFaults LOSSY = new EtherFaults(0.3, 0, 0, 0, 5, 0);

  private final GroupWorld on = new GroupWorld(1, EtherFaults.NONE, Fixtures.UDP);

  @Test
  void shouldLetANewcomerInByACodeThatWasPrinted() {
    List<TestNode> nodes = on.world.addAll("a", "b");
    on.settle();
    GroupId group = on.create(nodes.getFirst(), "Hütte");
    JoinCode printed = JoinCode.parse(on.code(nodes.getFirst(), group).text());
    on.groups(nodes.getLast()).join(printed, MINUTE_MS);
    assertTrue(on.world.runUntil(MINUTE_MS, () -> on.inStep(group, nodes)));
    Group view = on.view(nodes.getLast(), group).orElseThrow();
    assertEquals("Hütte", view.name());
    assertEquals(nodes.getFirst().id(), view.admin());
  }

  @Test
  void shouldSayToAllMembersAndToNobodyElse() {
    List<TestNode> nodes = on.world.addAll("a", "b", "c", "stranger");
    on.settle();
    GroupId group = on.group("team", nodes.get(0), nodes.get(1), nodes.get(2));
    on.say(nodes.get(1), group, "plain", false);
    on.say(nodes.get(1), group, "signed", true);
    on.world.run(MINUTE_MS);
    for (TestNode member : List.of(nodes.get(0), nodes.get(2))) {
      List<MeshEvent.GroupMessage> heard = GroupWorld.messages(member);
      assertEquals(List.of("plain", "signed"), GroupWorld.heard(member));
      assertEquals(List.of(false, true), heard.stream().map(MeshEvent.GroupMessage::signed).toList());
      assertEquals(nodes.get(1).id(), heard.getFirst().from());
    }
    assertEquals(List.of(), GroupWorld.heard(nodes.get(3)));
    assertEquals(List.of(), GroupWorld.heard(nodes.get(1)), "its own words");
  }

  @Test
  void shouldBelongToSeveralGroupsAtOnce() {
    List<TestNode> nodes = on.world.addAll("a", "b", "c");
    on.settle();
    GroupId one = on.group("one", nodes.get(0), nodes.get(1));
    GroupId two = on.group("two", nodes.get(2), nodes.get(1));
    on.say(nodes.get(1), one, "to one", false);
    on.say(nodes.get(1), two, "to two", false);
    on.world.run(MINUTE_MS);
    assertEquals(List.of("to one"), GroupWorld.heard(nodes.get(0)));
    assertEquals(List.of("to two"), GroupWorld.heard(nodes.get(2)));
    assertEquals(2, on.groups(nodes.get(1)).all().size());
  }

  /** A word that fitted a frame of 250 bytes was told to be said, and never left a radio that has 166 by law. */
  @Test
  void shouldSayInPiecesWhatNoFrameOfTheLinkHolds() {
    LinkProfile small = new LinkProfile("lora0", 166, 2_000, 1_000, true, false);
    GroupWorld slow = new GroupWorld(3, EtherFaults.NONE, small);
    List<TestNode> nodes = slow.world.addAll("a", "b");
    slow.settle();
    GroupId group = slow.group("team", nodes.getFirst(), nodes.getLast());
    for (int length : List.of(60, 120, 180)) {
      slow.say(nodes.getFirst(), group, "x".repeat(length), true);
      assertTrue(slow.world.runUntil(GroupWorld.HOUR_MS,
          () -> GroupWorld.heard(nodes.getLast()).contains("x".repeat(length))), length + " bytes");
    }
  }

  @Test
  void shouldPassOnForGroupsItDoesNotBelongTo() {
    List<TestNode> line = on.world.line("a", "x", "y", "b");
    on.settle();
    GroupId group = on.group("far", line.getFirst(), line.getLast());
    on.say(line.getFirst(), group, "over strangers", false);
    on.world.run(MINUTE_MS);
    assertEquals(List.of("over strangers"), GroupWorld.heard(line.getLast()));
    assertEquals(List.of(), GroupWorld.heard(line.get(1)));
  }

  @Test
  void shouldUseACodeOnce() {
    List<TestNode> nodes = on.world.addAll("a", "b", "c");
    on.settle();
    GroupId group = on.create(nodes.get(0), "team");
    JoinCode code = on.code(nodes.get(0), group);
    on.groups(nodes.get(1)).join(code, MINUTE_MS);
    assertTrue(on.world.runUntil(MINUTE_MS, () -> on.view(nodes.get(1), group).isPresent()));
    on.groups(nodes.get(2)).join(code, MINUTE_MS);
    on.world.run(2 * MINUTE_MS);
    assertTrue(on.view(nodes.get(2), group).isEmpty());
    assertTrue(nodes.get(2).events.stream().anyMatch(MeshEvent.JoinFailed.class::isInstance));
  }

  @Test
  void shouldFailWhenTheAdminStaysSilent() {
    List<TestNode> nodes = on.world.addAll("a", "b");
    on.settle();
    JoinCode code = on.code(nodes.getFirst(), on.create(nodes.getFirst(), "team"));
    on.world.crash(nodes.getFirst());
    on.groups(nodes.getLast()).join(code, MINUTE_MS);
    on.world.run(2 * MINUTE_MS);
    assertEquals(1, nodes.getLast().events.stream().filter(MeshEvent.JoinFailed.class::isInstance).count());
  }

  @Test
  void shouldRefuseACodeThatExpired() {
    List<TestNode> nodes = on.world.addAll("a", "b");
    on.settle();
    GroupId group = on.create(nodes.getFirst(), "team");
    JoinCode code = assertInstanceOf(Groups.Invitation.Code.class,
        on.groups(nodes.getFirst()).invite(group, MINUTE_MS)).code();
    on.world.run(2 * MINUTE_MS);
    on.groups(nodes.getLast()).join(code, MINUTE_MS);
    on.world.run(2 * MINUTE_MS);
    assertTrue(on.view(nodes.getLast(), group).isEmpty());
  }

  @Test
  void shouldShutARemovedMemberOut() {
    List<TestNode> nodes = on.world.addAll("a", "b", "c");
    on.settle();
    GroupId group = on.group("team", nodes.get(0), nodes.get(1), nodes.get(2));
    assertEquals(Optional.empty(), on.groups(nodes.get(0)).remove(group, nodes.get(2).id()));
    assertTrue(on.world.runUntil(MINUTE_MS, () -> on.inStep(group, nodes.subList(0, 2))));
    assertTrue(on.world.runUntil(MINUTE_MS, () -> on.view(nodes.get(2), group).isEmpty()));
    assertEquals(2, on.view(nodes.get(1), group).orElseThrow().epoch());
    on.say(nodes.get(1), group, "without c", false);
    on.world.run(MINUTE_MS);
    assertEquals(List.of("without c"), GroupWorld.heard(nodes.get(0)));
    assertEquals(List.of(), GroupWorld.heard(nodes.get(2)));
    assertEquals(Optional.of(Groups.Refused.UNKNOWN_GROUP), on.groups(nodes.get(2)).broadcast(group,
        Bytes.utf8("still here"), Priority.NORMAL, false));
  }

  @Test
  void shouldTellTheRemovedMemberWhenItComesBack() {
    List<TestNode> nodes = on.world.addAll("a", "b", "c");
    on.settle();
    GroupId group = on.group("team", nodes.get(0), nodes.get(1), nodes.get(2));
    on.world.crash(nodes.get(2));
    on.groups(nodes.get(0)).remove(group, nodes.get(2).id());
    on.world.run(10 * MINUTE_MS);
    on.world.restart(nodes.get(2));
    on.say(nodes.get(2), group, "am I still there?", false);
    assertTrue(on.world.runUntil(60 * MINUTE_MS, () -> on.view(nodes.get(2), group).isEmpty()));
    assertEquals(List.of(), GroupWorld.heard(nodes.get(1)));
  }

  @Test
  void shouldMakeNewKeysWhenAMemberLeaves() {
    List<TestNode> nodes = on.world.addAll("a", "b", "c");
    on.settle();
    GroupId group = on.group("team", nodes.get(0), nodes.get(1), nodes.get(2));
    assertEquals(Optional.empty(), on.groups(nodes.get(2)).leave(group));
    assertTrue(on.world.runUntil(MINUTE_MS, () -> on.inStep(group, nodes.subList(0, 2))));
    assertEquals(2, on.view(nodes.get(0), group).orElseThrow().epoch());
    assertTrue(nodes.get(2).events.stream().anyMatch(MeshEvent.GroupLeft.class::isInstance));
  }

  /** Its admin was off, and sent the roster every ten minutes ever after. */
  @Test
  void shouldTellAnAdminThatWasAwayThatItLeft() {
    List<TestNode> nodes = on.world.addAll("a", "b", "c");
    on.settle();
    GroupId group = on.group("team", nodes.get(0), nodes.get(1), nodes.get(2));
    on.world.crash(nodes.get(0));
    on.world.run(MINUTE_MS);
    on.groups(nodes.get(2)).leave(group);
    on.world.run(30 * MINUTE_MS);
    on.world.restart(nodes.get(0));
    assertTrue(on.world.runUntil(30 * MINUTE_MS, () -> on.inStep(group, nodes.subList(0, 2))), on.why);
  }

  /** It was let in and never heard so; it answered the admin that it left, and its code was used up. */
  @Test
  void shouldComeInByTheSameCodeAfterTheAnswerCameTooLate() {
    List<TestNode> nodes = on.world.addAll("admin", "newcomer");
    on.settle();
    TestNode admin = nodes.getFirst();
    TestNode newcomer = nodes.getLast();
    GroupId group = on.create(admin, "team");
    JoinCode code = on.code(admin, group);
    admin.unheard = frame -> true;
    on.groups(newcomer).join(code, 10_000);
    assertTrue(on.world.runUntil(MINUTE_MS,
        () -> newcomer.events.stream().anyMatch(MeshEvent.JoinFailed.class::isInstance)));
    assertEquals(2, on.view(admin, group).orElseThrow().members().size(), "its question was heard");
    admin.unheard = frame -> false;
    assertTrue(on.world.runUntil(30 * MINUTE_MS,
        () -> on.view(admin, group).orElseThrow().members().size() == 1), "the admin is told");
    on.groups(newcomer).join(code, 10 * MINUTE_MS);
    assertTrue(on.world.runUntil(10 * MINUTE_MS, () -> on.inStep(group, nodes)));
  }

  @Test
  void shouldCloseTheGroupWhenItsAdminLeaves() {
    List<TestNode> nodes = on.world.addAll("a", "b");
    on.settle();
    GroupId group = on.group("team", nodes.get(0), nodes.get(1));
    on.groups(nodes.get(0)).leave(group);
    assertTrue(on.world.runUntil(MINUTE_MS, () -> on.view(nodes.get(1), group).isEmpty()));
  }

  @Test
  void shouldCatchUpAfterBeingAway() {
    List<TestNode> nodes = on.world.addAll("a", "b", "c", "d");
    on.settle();
    GroupId group = on.group("team", nodes.get(0), nodes.get(1), nodes.get(2));
    on.world.crash(nodes.get(1));
    on.groups(nodes.get(3)).join(on.code(nodes.get(0), group), 10 * MINUTE_MS);
    on.world.run(10 * MINUTE_MS);
    on.groups(nodes.get(0)).remove(group, nodes.get(2).id());
    on.world.run(10 * MINUTE_MS);
    on.world.restart(nodes.get(1));
    List<TestNode> left = List.of(nodes.get(0), nodes.get(1), nodes.get(3));
    assertTrue(on.world.runUntil(30 * MINUTE_MS, () -> on.inStep(group, left)));
    on.say(nodes.get(3), group, "back", false);
    on.world.run(MINUTE_MS);
    assertEquals(List.of("back"), GroupWorld.heard(nodes.get(1)));
  }

  @Test
  void shouldKeepGroupsAndKeysOverARestart() {
    List<TestNode> nodes = on.world.addAll("a", "b");
    on.settle();
    GroupId group = on.group("team", nodes.get(0), nodes.get(1));
    nodes.forEach(on.world::crash);
    nodes.forEach(on.world::restart);
    assertTrue(on.inStep(group, nodes), "nothing has to be asked for again");
    on.world.run(MINUTE_MS);
    on.say(nodes.get(0), group, "after", false);
    on.world.run(MINUTE_MS);
    assertEquals(List.of("after"), GroupWorld.heard(nodes.get(1)));
  }

  @Test
  void shouldKeepInvitationsOverARestartOfTheAdmin() {
    List<TestNode> nodes = on.world.addAll("a", "b");
    on.settle();
    GroupId group = on.create(nodes.get(0), "team");
    JoinCode code = on.code(nodes.get(0), group);
    on.world.run(1_000);
    on.world.crash(nodes.get(0));
    on.world.restart(nodes.get(0));
    on.groups(nodes.get(1)).join(code, 10 * MINUTE_MS);
    assertTrue(on.world.runUntil(10 * MINUTE_MS, () -> on.inStep(group, nodes)));
  }

  @Test
  void shouldShutOutWhoIsBlocked() {
    List<TestNode> nodes = on.world.addAll("a", "b", "c");
    on.settle();
    GroupId group = on.group("team", nodes.get(0), nodes.get(1), nodes.get(2));
    on.groups(nodes.get(1));
    nodes.get(1).mesh.trust(nodes.get(2).id(), Trust.BLOCKED);
    on.world.run(MINUTE_MS);
    on.say(nodes.get(1), group, "not for c", false);
    on.say(nodes.get(2), group, "from c", false);
    on.world.run(MINUTE_MS);
    assertEquals(List.of("not for c", "from c"), GroupWorld.heard(nodes.get(0)));
    assertEquals(List.of(), GroupWorld.heard(nodes.get(1)));
    assertEquals(List.of(), GroupWorld.heard(nodes.get(2)));
  }

  @Test
  void shouldSayWhyItIsNotDone() {
    List<TestNode> nodes = on.world.addAll("a", "b", "c");
    on.settle();
    GroupId group = on.group("team", nodes.get(0), nodes.get(1));
    GroupId unknown = GroupId.parse("0000000000000000");
    Groups admin = on.groups(nodes.get(0));
    Groups member = on.groups(nodes.get(1));
    assertEquals(Optional.of(Groups.Refused.UNKNOWN_GROUP), admin.remove(unknown, nodes.get(1).id()));
    assertEquals(Optional.of(Groups.Refused.UNKNOWN_GROUP), admin.leave(unknown));
    assertEquals(Optional.of(Groups.Refused.NOT_ADMIN), member.remove(group, nodes.get(0).id()));
    assertEquals(new Groups.Invitation.None(Groups.Refused.NOT_ADMIN), member.invite(group, MINUTE_MS));
    assertEquals(Optional.of(Groups.Refused.NOT_A_MEMBER), admin.remove(group, nodes.get(2).id()));
    assertEquals(Optional.of(Groups.Refused.NOT_A_MEMBER), admin.remove(group, nodes.get(0).id()));
    assertThrows(MalformedException.class, () -> admin.create(""));
    assertThrows(MalformedException.class, () -> admin.create("\u001b[2J"));
  }

  @Test
  void shouldBoundGroupsAndInvitations() {
    TestNode alone = on.world.add("a");
    GroupId group = on.create(alone, "first");
    for (int number = 1; number < MeshLimits.GROUPS; number++) {
      on.create(alone, "group " + number);
    }
    assertTrue(on.groups(alone).create("one too many").isEmpty());
    for (int number = 0; number < MeshLimits.INVITATIONS; number++) {
      on.code(alone, group);
    }
    assertEquals(new Groups.Invitation.None(Groups.Refused.TOO_MANY),
        on.groups(alone).invite(group, MINUTE_MS));
    assertTrue(Roster.MAX_MEMBERS >= 10);
  }

  @Test
  void canKeepInStepThroughHeavyLossOnASharedMedium() {
    int heard = 0;
    for (long seed = 1; seed <= 5; seed++) {
      GroupWorld radio = new GroupWorld(seed, LOSSY, Fixtures.RADIO);
      radio.world.ether.topology(Topology.line(List.of("a", "b", "c", "d")));
      List<TestNode> line = radio.world.addAll("a", "b", "c", "d");
      radio.settle();
      GroupId group = radio.group("team", line.get(0), line.get(1), line.get(2), line.get(3));
      radio.groups(line.get(0)).remove(group, line.get(2).id());
      List<TestNode> left = List.of(line.get(0), line.get(1), line.get(3));
      assertTrue(radio.world.runUntil(6 * GroupWorld.HOUR_MS, () -> radio.inStep(group, left)), radio.why);
      for (int number = 0; number < 20; number++) {
        radio.say(line.get(0), group, "message " + number, false);
        radio.world.run(MINUTE_MS);
      }
      heard += GroupWorld.heard(line.get(3)).size();
      assertFalse(GroupWorld.heard(line.get(2)).stream().anyMatch(text -> text.startsWith("message")),
          radio.why);
    }
  }
}
