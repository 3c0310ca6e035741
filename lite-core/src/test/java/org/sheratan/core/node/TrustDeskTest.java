package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.RevocationWord;
import org.sheratan.radio.mesh.Trust;

class TrustDeskTest {
  private final World world = new World(8);
  private final WorldNode here = world.add("here", Settings.submitter());
  private final WorldNode there = world.add("there", Settings.worker(1), "quick");
  private final WorldNode friend = world.add("friend", Settings.submitter());

  private String noticeOf(NodeId subject, boolean standing, String reason, boolean inForce) {
    here.mesh.tell(new MeshEvent.RevocationHeard(
        new RevocationWord(subject, friend.id(), standing, 0, reason, true, inForce)));
    here.turn();
    return here.notices.getLast();
  }

  @Test
  void shouldRevokeANodeAndGiveItNoMoreJobs() {
    assertInstanceOf(Answer.Done.class, here.answer(new Command.Revoke(there.id(), "lost")));
    Answer.Nodes nodes = assertInstanceOf(Answer.Nodes.class, here.answer(new Command.ListNodes()));
    assertEquals("lost", nodes.revocations().getFirst().reason());
    assertEquals(Trust.BLOCKED, here.mesh.peer(there.id()).orElseThrow().trust());
  }

  @Test
  void shouldRefuseWhatCannotBeSaid() {
    Answer.Refused itself = assertInstanceOf(Answer.Refused.class,
        here.answer(new Command.Revoke(here.id(), "")));
    assertEquals(Answer.Reason.INVALID, itself.reason());
    Answer.Refused loud = assertInstanceOf(Answer.Refused.class,
        here.answer(new Command.Revoke(there.id(), "x".repeat(65))));
    assertEquals(Optional.of("reason"), loud.field());
    here.mesh.full = true;
    assertEquals(Answer.Reason.TOO_LARGE, assertInstanceOf(Answer.Refused.class,
        here.answer(new Command.Revoke(there.id(), ""))).reason());
  }

  /** The word about a stolen node, with a reason, never left a radio whose frames may have 166 bytes by law. */
  @Test
  void shouldRefuseAReasonThatALinkDoesNotCarry() {
    here.mesh.reasonBytes = 24;
    Answer.Refused loud = assertInstanceOf(Answer.Refused.class,
        here.answer(new Command.Revoke(there.id(), "x".repeat(25))));
    assertEquals("reason: expected at most 24 bytes of printable text, as the links of now carry",
        loud.message());
    assertInstanceOf(Answer.Done.class, here.answer(new Command.Revoke(there.id(), "x".repeat(24))));
  }

  @Test
  void shouldSignNothingWhileInDoubt() {
    here.kill();
    here.mark = here.mark.copy();
    here.recalled = Optional.empty();
    here.start();
    assertEquals(Answer.Reason.BUSY, assertInstanceOf(Answer.Refused.class,
        here.answer(new Command.Revoke(there.id(), ""))).reason());
    assertInstanceOf(Answer.Done.class, here.answer(new Command.SetTrust(there.id(), Trust.BLOCKED)));
  }

  @Test
  void shouldTellTheOperatorWhatOthersSay() {
    String author = "node " + friend.id();
    assertEquals("node " + there.id() + " is revoked by " + author + ": stolen",
        noticeOf(there.id(), true, "stolen", true));
    assertTrue(noticeOf(there.id(), true, "", false)
        .endsWith("which is confirmed here; that takes another confirmed node, or sheratan node block"));
    assertEquals(author + " takes back that node " + there.id() + " is revoked",
        noticeOf(there.id(), false, "found", false));
    assertEquals(author + " tells the network not to trust this node any more: beware",
        noticeOf(here.id(), true, "beware", false));
  }
}
