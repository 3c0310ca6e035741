package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeNode;

class GroupCommandsTest extends AgainstNode {
  @Test
  void shouldListAndShow() throws IOException {
    CliRun list = run("group", "list");
    assertEquals(0, list.exit(), list.err());
    assertTrue(list.out().contains("team  0102030405060708  node-a1  2        1"), list.out());
    CliRun show = run("group", "show", "team");
    assertTrue(show.out().contains("node-b2"), show.out());
    assertTrue(show.err().contains("sheratan message list --peer group:0102030405060708"), show.err());
    assertEquals(4, run("group", "show", "nobody").exit());
  }

  @Test
  void shouldCreateAndSayHowToGoOn() throws IOException {
    CliRun run = run("group", "create", "team");
    assertEquals("group team 0102030405060708\n", run.out());
    assertTrue(run.err().contains("sheratan group invite 0102030405060708"), run.err());
  }

  @Test
  void shouldShowTheCodeAsTextAndPicture() throws IOException {
    CliRun run = run("group", "invite", "team", "--for", "2h");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("code  " + FakeNode.CODE.text()), run.out());
    assertTrue(run.out().lines().count() > 12, run.out());
    assertFalse(run.out().contains("\u001b"), "no colors into a pipe");
    assertTrue(run.err().contains("on that node: sheratan group join\n"), run.err());
    assertEquals(7_200_000, node.asked(Command.InviteToGroup.class).lifetimeMs());
  }

  @Test
  void shouldReadTheCodeFromStdin() throws IOException {
    CliRun run = typing(FakeNode.CODE.text() + "\n", "group", "join", "--timeout", "5s");
    assertEquals(0, run.exit(), run.err());
    assertEquals(new Command.JoinGroup(FakeNode.CODE, 5_000), node.asked(Command.JoinGroup.class));
    CliRun mistyped = typing(FakeNode.CODE.text().substring(1) + "0\n", "group", "join");
    assertEquals(2, mistyped.exit());
    assertTrue(mistyped.err().contains("mistyped"), mistyped.err());
  }

  @Test
  void shouldRemoveAndLeave() throws IOException {
    assertEquals(0, run("group", "remove", "team", "node-b2").exit());
    assertEquals("left 0102030405060708\n", run("group", "leave", "team").out());
  }
}
