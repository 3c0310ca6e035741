package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.market.FakeGroups;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.mesh.Group;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.mesh.MeshEvent;

class GroupDeskTest {
  private static final GroupId ID = GroupId.parse("0102030405060708");
  private static final NodeId ALICE = new NodeId(Bytes.hex("0a".repeat(32)));
  private static final Group TEAM = new Group(ID, "team", ALICE, 1, 1, List.of(ALICE), List.of());

  private final World world = new World(7);
  private final WorldNode here = world.add("here", Settings.submitter());
  private final FakeGroups groups = here.mesh.groups;

  GroupDeskTest() {
    groups.known.add(TEAM);
  }

  private Answer.Refused refusal(Command command) {
    return assertInstanceOf(Answer.Refused.class, here.answer(command));
  }

  @Test
  void shouldListAndShow() {
    assertEquals(new Answer.GroupList(List.of(TEAM)), here.answer(new Command.ListGroups()));
    assertEquals(new Answer.OneGroup(TEAM), here.answer(new Command.ShowGroup(ID)));
    assertEquals(Answer.Reason.NOT_FOUND,
        refusal(new Command.ShowGroup(GroupId.parse("0000000000000000"))).reason());
  }

  @Test
  void shouldDoWhatItIsAskedFor() {
    assertEquals(new Answer.OneGroup(TEAM), here.answer(new Command.CreateGroup("team")));
    assertEquals(new Answer.Invited(FakeGroups.CODE), here.answer(new Command.InviteToGroup(ID, 60_000)));
    assertEquals(new Answer.Done(), here.answer(new Command.RemoveFromGroup(ID, ALICE)));
    assertEquals(new Answer.Done(), here.answer(new Command.LeaveGroup(ID)));
    assertEquals(
        List.of("create team", "invite " + ID + " 60000", "remove " + ID + " " + ALICE, "leave " + ID),
        groups.asked);
  }

  @Test
  void shouldSayWhyItIsNotDone() {
    assertEquals("name", refusal(new Command.CreateGroup("")).field().orElseThrow());
    groups.refusal = Optional.of(Groups.Refused.NOT_ADMIN);
    assertEquals(Answer.Reason.CONFLICT, refusal(new Command.InviteToGroup(ID, 60_000)).reason());
    groups.refusal = Optional.of(Groups.Refused.NOT_A_MEMBER);
    assertEquals(Answer.Reason.NOT_FOUND, refusal(new Command.RemoveFromGroup(ID, ALICE)).reason());
    groups.refusal = Optional.of(Groups.Refused.TOO_MANY);
    assertEquals(Answer.Reason.TOO_LARGE, refusal(new Command.CreateGroup("one more")).reason());
    assertEquals(Answer.Reason.TOO_LARGE, refusal(new Command.JoinGroup(FakeGroups.CODE, 1_000)).reason());
  }

  @Test
  void shouldAnswerWhoJoinsWhenTheAdminHas() {
    long token = here.ask(new Command.JoinGroup(FakeGroups.CODE, 1_000));
    world.run(500);
    assertFalse(here.answers.containsKey(token));
    here.mesh.tell(new MeshEvent.Joined(FakeGroups.CODE, ID));
    here.turn();
    world.run(100);
    assertEquals(new Answer.OneGroup(TEAM), here.answers.get(token));
  }

  @Test
  void shouldTellWhoJoinsThatItFailed() {
    long token = here.ask(new Command.JoinGroup(FakeGroups.CODE, 1_000));
    here.turn();
    here.mesh.tell(new MeshEvent.JoinFailed(FakeGroups.CODE, "the code was used"));
    here.turn();
    world.run(100);
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class, here.answers.get(token));
    assertEquals("not in: the code was used", refused.message());
  }
}
