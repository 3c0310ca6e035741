package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.sheratan.core.message.Draft;
import org.sheratan.core.message.Incoming;
import org.sheratan.core.message.Mark;
import org.sheratan.core.message.Message;
import org.sheratan.core.message.MessageFilter;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.message.Outgoing;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshEvent;

/** Words between the people of two whole nodes, on a network and disks that fail. */
class WordsTest {
  private static final MessageFilter ALL = new MessageFilter(Optional.empty(), Optional.empty(),
      Optional.empty());
  private static final long DAY_MS = 86_400_000;

  private final World world = new World(3);
  private final WorldNode here = world.add("here", Settings.submitter());
  private final WorldNode there = world.add("there", Settings.submitter());

  @Test
  void shouldBringWordsThereAndWordOfThemBack() {
    MessageId id = write(here, there, "hello", Priority.NORMAL);
    world.await(1_000, () -> world.words.ended.containsKey(id));
    assertEquals(MessageState.DELIVERED, show(here, id).state());
    Incoming came = assertInstanceOf(Incoming.class, show(there, id));
    assertEquals("hello", came.text());
    assertEquals(here.id(), came.peer());
    assertEquals(MessageState.UNREAD, came.state());
    assertEquals(WallQuality.NTP, came.received().quality());
  }

  @Test
  void shouldShowOnceAndDeliverOnceOnABadNetwork() {
    world.loss = 0.4;
    world.duplication = 0.4;
    Set<MessageId> ids = new TreeSet<>();
    for (int count = 0; count < 30; count++) {
      ids.add(write(here, there, "to there " + count, Priority.NORMAL));
      ids.add(write(there, here, "to here " + count, count % 3 == 0 ? Priority.EMERGENCY : Priority.NORMAL));
    }
    // What arrived and whose answer was lost is asked for again after 30 s, 60 s and so on.
    world.await(3_600_000, () -> world.words.ended.keySet().containsAll(ids));
    assertEquals(Set.of(MessageState.DELIVERED), Set.copyOf(world.words.ended.values()));
    assertEquals(ids, world.words.shown);
  }

  @Test
  void shouldSurviveCrashesAtEveryMoment() {
    for (int afterMs = 0; afterMs < 60; afterMs++) {
      WorldNode victim = afterMs % 2 == 0 ? here : there;
      MessageId id = write(here, there, "through a crash", Priority.NORMAL);
      world.run(afterMs / 2);
      victim.crash();
      world.run(500);
      victim.start();
      world.await(20_000, () -> world.words.ended.containsKey(id)
          || show(here, id).state() == MessageState.DELIVERED);
      assertTrue(world.words.shown.contains(id), "after " + afterMs + " ms");
    }
    assertEquals(60, list(there).size());
  }

  @Test
  void shouldExpireWhenNobodyIsThere() {
    there.crash();
    MessageId id = message(here.answer(
        new Command.SendMessage(
            new Draft(new Recipient.Node(there.id()), "anybody?", Priority.EMERGENCY, 60_000,
                Optional.empty()))))
        .id();
    world.run(61_000);
    Outgoing expired = assertInstanceOf(Outgoing.class, show(here, id));
    assertEquals(MessageState.EXPIRED, expired.state());
    there.start();
    world.run(10_000);
    assertEquals(List.of(), list(there));
  }

  @Test
  void shouldCarryAPersonsAcknowledgementHome() {
    MessageId id = write(here, there, "fire", Priority.EMERGENCY);
    world.await(1_000, () -> world.words.ended.containsKey(id));
    assertEquals(Optional.empty(), show(here, id).acknowledged());
    world.cut = (from, to) -> true;
    assertEquals(MessageState.READ, message(there.answer(new Command.AcknowledgeMessage(id))).state());
    world.run(5_000);
    there.crash();
    there.start();
    world.cut = (from, to) -> false;
    world.await(60_000, () -> world.words.acknowledged.contains(id));
    assertTrue(show(here, id).acknowledged().isPresent());
    world.run(1_000);
    assertEquals(false, assertInstanceOf(Incoming.class, show(there, id)).owed());
  }

  @Test
  void shouldPromiseNothingOnADiskThatFails() {
    there.failCommits = new IOException("gone");
    MessageId id = write(here, there, "hello", Priority.NORMAL);
    world.run(5_000);
    assertEquals(MessageState.SENT, show(here, id).state());
    assertEquals(Set.of(), world.words.shown);
    here.failCommits = new IOException("gone");
    Answer refused = here.answer(
        new Command.SendMessage(
            new Draft(new Recipient.Node(there.id()), "hello", Priority.NORMAL, DAY_MS, Optional.empty())));
    assertEquals(Answer.Reason.STORAGE, assertInstanceOf(Answer.Refused.class, refused).reason());
  }

  /** Found by attack: refused for good, and the refusals were written until the journal failed. */
  @Test
  void shouldBringWordsWhenADiskThatWasFullHasSpaceAgain() {
    there.disk.faults().capacityBytes(0);
    world.run(6_000);
    MessageId ordinary = write(here, there, "hello", Priority.NORMAL);
    MessageId emergency = write(here, there, "fire", Priority.EMERGENCY);
    world.run(60_000);
    assertEquals(MessageState.SENT, show(here, ordinary).state());
    assertEquals(MessageState.SENT, show(here, emergency).state());
    assertEquals(Optional.empty(), there.store.failed());
    there.disk.faults().capacityBytes(1 << 30);
    world.await(120_000, () -> world.words.ended.keySet().containsAll(Set.of(ordinary, emergency)));
    assertEquals(Set.of(MessageState.DELIVERED), Set.copyOf(world.words.ended.values()));
    assertEquals(Set.of(ordinary, emergency), world.words.shown);
  }

  @Test
  void shouldAnswerForWhatIsAskedWrongly() {
    Answer none = here.answer(new Command.ShowMessage(new MessageId("aaaaaaaa", 1, 1)));
    assertEquals(Answer.Reason.NOT_FOUND, assertInstanceOf(Answer.Refused.class, none).reason());
    Answer empty = here.answer(
        new Command.SendMessage(
            new Draft(new Recipient.Node(there.id()), "", Priority.NORMAL, DAY_MS, Optional.empty())));
    assertEquals(Optional.of("text"), assertInstanceOf(Answer.Refused.class, empty).field());
    Answer many = here.answer(new Command.ListMessages(ALL, Optional.empty(), 1_001));
    assertEquals(Optional.of("limit"), assertInstanceOf(Answer.Refused.class, many).field());
    many = here.answer(new Command.MessageChanges(Optional.empty(), 0));
    assertEquals(Optional.of("limit"), assertInstanceOf(Answer.Refused.class, many).field());
  }

  @Test
  void shouldTellWhatCameSince() {
    Mark start = assertInstanceOf(Answer.Messages.class,
        there.answer(new Command.MessageChanges(Optional.empty(), 10))).next().orElseThrow();
    MessageId id = write(here, there, "hello", Priority.NORMAL);
    world.await(1_000, () -> world.words.ended.containsKey(id));
    Answer.Messages came = assertInstanceOf(Answer.Messages.class,
        there.answer(new Command.MessageChanges(Optional.of(start), 10)));
    assertEquals(List.of(id), came.messages().stream().map(Message::id).toList());
  }

  @Test
  void shouldTakeFromAGroupSignedWordsOnly() {
    GroupId team = GroupId.parse("0102030405060708");
    MessageId id = new MessageId(there.id().shortName(), 1, 9);
    Bytes words = WireCodec.encode(
        new WireMessage.Words(id, "supper", Priority.NORMAL, 0, Optional.empty()), there.id(), there.id());
    Bytes ping = WireCodec.encode(new WireMessage.Ping(1), there.id(), there.id());
    here.mesh.tell(new MeshEvent.GroupMessage(team, there.id(), words, false));
    here.mesh.tell(new MeshEvent.GroupMessage(team, there.id(), Bytes.utf8("plain"), true));
    here.mesh.tell(new MeshEvent.GroupMessage(team, there.id(), ping, true));
    here.turn();
    assertEquals(3, here.status().malformedMessages());
    here.mesh.tell(new MeshEvent.GroupMessage(team, there.id(), words, true));
    here.turn();
    world.run(100);
    Incoming came = assertInstanceOf(Incoming.class, show(here, id));
    assertEquals(Optional.of(team), came.group());
    assertEquals(there.id(), came.peer());
  }

  private static MessageId write(WorldNode from, WorldNode to, String text, Priority priority) {
    return message(
        from.answer(new Command.SendMessage(
            new Draft(new Recipient.Node(to.id()), text, priority, DAY_MS, Optional.empty()))))
        .id();
  }

  private static Message show(WorldNode at, MessageId id) {
    return message(at.answer(new Command.ShowMessage(id)));
  }

  private static Message message(Answer answer) {
    return answer instanceof Answer.MessageAccepted accepted
        ? accepted.message()
        : assertInstanceOf(Answer.OneMessage.class, answer).message();
  }

  private static List<Message> list(WorldNode at) {
    return new ArrayList<>(assertInstanceOf(Answer.Messages.class,
        at.answer(new Command.ListMessages(ALL, Optional.empty(), 1_000))).messages());
  }
}
