package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.message.Draft;
import org.sheratan.core.message.MemberState;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.message.Stamp;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeMessages;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Priority;

class MessageCommandsTest extends AgainstNode {
  private static String own(long sequence) {
    return FakeMessages.outgoing(sequence, MessageState.SENT, "").id().toString();
  }

  private static String others(long sequence) {
    return FakeMessages.incoming(sequence, "").id().toString();
  }

  @Test
  void shouldPrintTheIdOfWhatIsSent() throws IOException {
    CliRun run = run("message", "send", "node-b2", "Bring", "water,", "now", "--emergency", "--lifetime",
        "2h",
        "--idempotency-key", "k");
    assertEquals(0, run.exit(), run.err());
    assertEquals(own(1) + "\n", run.out());
    assertEquals(
        new Draft(new Recipient.Node(FakeNode.WORKER.id()), "Bring water, now", Priority.EMERGENCY, 7_200_000,
            Optional.of("k")),
        node.asked(Command.SendMessage.class).draft());
  }

  @Test
  void shouldSendToAGroupAndCountWhoHasIt() throws IOException {
    CliRun run = run("message", "send", "group:team", "Supper", "is", "ready", "--emergency");
    assertEquals(0, run.exit(), run.err());
    Draft draft = node.asked(Command.SendMessage.class).draft();
    assertEquals(new Recipient.Group(FakeNode.TEAM.id()), draft.to());
    SortedMap<NodeId, MemberState> members = new TreeMap<>();
    for (int member = 0; member < 7; member++) {
      members.put(new NodeId(Bytes.hex("0" + member + "ab".repeat(31))),
          member < 3 ? MemberState.DELIVERED : MemberState.UNKNOWN);
    }
    node.put(FakeMessages.toGroup(9, MessageState.SENT, members));
    String list = run("message", "list", "--peer", "group:team").out();
    assertTrue(list.contains("to group:team  EMERGENCY, sent: delivered 3 of 7, unknown 4"), list);
    assertEquals(new Recipient.Group(FakeNode.TEAM.id()),
        node.asked(Command.ListMessages.class).filter().with().orElseThrow());
    assertEquals(4, run("message", "send", "group:nobody", "x").exit());
  }

  @Test
  void shouldLiveADayWithoutOtherWords() throws IOException {
    run("message", "send", "node-b2", "hello");
    Draft draft = node.asked(Command.SendMessage.class).draft();
    assertEquals(86_400_000, draft.lifetimeMs());
    assertEquals(Priority.NORMAL, draft.priority());
    assertTrue(draft.idempotencyKey().orElse("").startsWith("cli-"), "a lost answer makes no second message");
  }

  @Test
  void shouldWaitForTheEnd() throws IOException {
    goThrough(MessageState.QUEUED, MessageState.SENT, MessageState.DELIVERED);
    CliRun run = run("message", "send", "node-b2", "hello", "--wait");
    assertEquals(0, run.exit(), run.err());
    assertEquals(own(1) + "\ndelivered\n", run.out());
    goThrough(MessageState.EXPIRED);
    run = run("message", "send", "node-b2", "hello", "--wait");
    assertEquals(7, run.exit());
    assertTrue(run.out().endsWith("expired (no word)\n"), run.out());
    goThrough(MessageState.REFUSED);
    assertEquals(1, run("message", "send", "node-b2", "hello", "--wait").exit());
  }

  @Test
  void shouldGiveUpWaitingWithoutGivingUpTheMessage() throws IOException {
    CliRun run = run("message", "send", "node-b2", "hello", "--wait", "--timeout", "300ms");
    assertEquals(7, run.exit());
    assertTrue(run.err().contains("has not arrived yet, it is sent"), run.err());
    assertTrue(run.err().contains("Try: sheratan message list"), run.err());
  }

  @Test
  void shouldListForPeopleAndPrograms() throws IOException {
    node.put(FakeMessages.outgoing(1, MessageState.EXPIRED, "one"));
    node.put(FakeMessages.incoming(2, "two"));
    CliRun run = run("message", "list");
    List<String> lines = run.out().lines().toList();
    assertEquals(List.of("MESSAGE", "TIME", "WITH", "STATE", "TEXT"), List.of(lines.get(0).split(" +")));
    assertTrue(lines.get(1).startsWith(others(2) + "  2023-11-14T22:13:20Z  from node-b2  EMERGENCY, unread"),
        lines.get(1));
    assertTrue(lines.get(2).contains("to node-b2    expired (no word)"), lines.get(2));
    assertTrue(run.err().contains("sheratan message ack " + others(2)), run.err());
    run("message", "list", "--state", "sent", "--peer", "node-b2", "--limit", "3");
    Command.ListMessages asked = node.asked(Command.ListMessages.class);
    assertEquals(Optional.of(MessageState.SENT), asked.filter().state());
    assertEquals(Optional.of(new Recipient.Node(FakeNode.WORKER.id())), asked.filter().with());
    assertEquals(2, ((Json.Arr) run("message", "list", "--json").json().get("messages")).items().size());
    assertEquals(2, run("message", "list", "--state", "lost").exit());
  }

  @Test
  void shouldShowTheAgeOfWhatCameWithoutAClock() throws IOException {
    node.put(FakeMessages.incoming(1, "old", new Stamp(0, WallQuality.NONE)));
    node.put(FakeMessages.incoming(2, "new", new Stamp(0, WallQuality.NONE, Optional.of(438_000L))));
    List<String> lines = run("message", "list").out().lines().toList();
    assertTrue(lines.get(1).startsWith(others(2) + "  1 min 2 s ago          from node-b2"), lines.get(1));
    assertTrue(lines.get(2).startsWith(others(1) + "  before the last start  from node-b2"), lines.get(2));
    String watched = run("message", "watch", "--timeout", "1ms").out();
    assertTrue(watched.contains("before the last start  from node-b2, EMERGENCY, unread: old\n"), watched);
    assertTrue(watched.contains("1 min 2 s ago  from node-b2, EMERGENCY, unread: new\n"), watched);
  }

  @Test
  void shouldSayWhenAJobIsMeantForAMessage() throws IOException {
    CliRun run = run("job", "show", others(1));
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("is no job id: expected that of a job, this is a message's. Try: sheratan"
        + " message list"), run.err());
    run = run("message", "ack", "k7f3q2ab-3-17");
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("is no message id: expected m-owner"), run.err());
  }

  @Test
  void shouldLetNoEscapeSequenceReachTheTerminal() throws IOException {
    node.put(FakeMessages.incoming(1, "\u001b[2J\u001b]0;owned\u0007 \u202egnp.exe \u009b31m"));
    for (String[] command : new String[][]{{"message", "list"}, {"message", "watch", "--timeout", "1ms"}}) {
      CliRun run = run(command);
      assertEquals(0, run.exit(), run.err());
      assertTrue(run.out().contains("owned"));
      assertFalse(run.out().matches("(?s).*[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e].*"), run.out());
    }
    assertFalse(run("message", "list", "--json").out().contains("\u001b"));
    assertFalse(run("message", "watch", "--timeout", "1ms", "--json").out().contains("\u001b"));
  }

  @Test
  void shouldWatchWhatIsUnreadAndThenWhatComes() throws IOException {
    node.put(FakeMessages.incoming(1, "first"));
    Deque<String> later = new ArrayDeque<>(List.of("second", "third"));
    node.answering(command -> {
      if (command instanceof Command.MessageChanges changes && changes.since().isPresent()
          && !later.isEmpty()) {
        node.put(FakeMessages.incoming(4L - later.size(), later.poll()));
      }
      return Optional.empty();
    });
    CliRun run = run("message", "watch", "--timeout", "1s");
    assertEquals(0, run.exit(), run.err());
    assertEquals(List.of("first", "second", "third"),
        run.out().lines().map(line -> line.replaceFirst(".*: ", "")).toList());
    assertTrue(
        run.out().startsWith(others(1) + "  2023-11-14T22:13:20Z  from node-b2, EMERGENCY, unread: first\n"));
  }

  @Test
  void shouldWatchOneLineOfJsonEach() throws IOException {
    node.put(FakeMessages.incoming(1, "first"));
    node.put(FakeMessages.incoming(2, "second"));
    List<String> lines = run("message", "watch", "--timeout", "1ms", "--json").out().lines().toList();
    assertEquals(2, lines.size());
    assertEquals(new Json.Text("second"), JsonReader.readObject(Bytes.utf8(lines.get(1))).get("text"));
  }

  @Test
  void shouldAcknowledgeSeveral() throws IOException {
    node.put(FakeMessages.incoming(1, "one"));
    node.put(FakeMessages.incoming(2, "two"));
    CliRun run = run("message", "ack", others(1), others(2));
    assertEquals(0, run.exit(), run.err());
    assertEquals("message " + others(1) + " read; its author will be told\nmessage " + others(2)
        + " read; its author will be told\n", run.out());
    assertEquals(2, run("message", "ack", "nonsense").exit());
    assertEquals(4, run("message", "ack", "m-aaaaaaaa-1-1").exit());
    assertEquals(1,
        ((Json.Arr) run("message", "ack", others(1), "--json").json().get("messages")).items().size());
  }

  @Test
  void shouldSayWhatTheNodeRefuses() throws IOException {
    assertEquals(4, run("message", "send", "nobody", "hello").exit());
    assertEquals(2, run("message", "send", "node-b2").exit());
    node.answering(command -> command instanceof Command.SendMessage
        ? Optional.of(new Answer.Refused(Answer.Reason.CONFLICT, "node tq5n3c2a is blocked here",
            "sheratan node list"))
        : Optional.empty());
    CliRun run = run("message", "send", "node-b2", "hello");
    assertEquals(6, run.exit());
    assertTrue(run.err().contains("blocked here. Try: sheratan node list"), run.err());
  }

  /** Each look at message 1 shows the next of {@code states}; the last one stays. */
  private void goThrough(MessageState... states) {
    Deque<MessageState> left = new ArrayDeque<>(List.of(states));
    node.answering(command -> command instanceof Command.ShowMessage
        ? Optional.of(new Answer.OneMessage(
            FakeMessages.outgoing(1, left.size() > 1 ? left.poll() : left.peek(), "hello"),
            FakeMessages.NOW_MS))
        : Optional.empty());
  }
}
