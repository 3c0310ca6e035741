package org.sheratan.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.message.Draft;
import org.sheratan.core.message.Mark;
import org.sheratan.core.message.MessageLimits;
import org.sheratan.core.message.MessageObserver;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.message.Outgoing;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.message.Stamp;
import org.sheratan.core.mission.MessageId;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Priority;

/** What a node may forget is not lost; what it forgets beyond that is. */
class KeptWordsTest {
  private static final int MOST = MessageLimits.DEFAULT.kept();
  private static final NodeId AUTHOR = node(1);
  private static final Recipient PEER = new Recipient.Node(node(2));
  private static final Stamp AT = new Stamp(0, WallQuality.NONE);

  private final List<String> broken = new ArrayList<>();
  private final MessagePromises promises = new MessagePromises(broken::add);
  private final MessageObserver author = promises.at(AUTHOR);

  @Test
  void shouldNotCallLostWhatMadeRoomForLaterWords() {
    written(1, MOST + 2);
    promises.unknown(id(1));
    promises.unknown(id(2));
    assertEquals(List.of(), broken);
  }

  @Test
  void shouldNoticeALossWhenOthersMadeRoom() {
    written(1, MOST + 2);
    promises.unknown(id(3));
    assertEquals(1, broken.size(), broken::toString);
  }

  @Test
  void shouldNoticeALossWhileThereIsRoom() {
    written(1, MOST);
    promises.unknown(id(1));
    assertEquals(1, broken.size(), broken::toString);
  }

  @Test
  void shouldHoldThatOnlyWhatHasEndedMakesRoom() {
    author.accepted(id(1), PEER);
    written(2, MOST + 1);
    promises.unknown(id(2));
    assertEquals(List.of(), broken);
    promises.unknown(id(1));
    assertEquals(1, broken.size(), broken::toString);
  }

  @Test
  void shouldNotTakeTheRoomOfAnotherNodeForItsOwn() {
    written(1, 1);
    MessageObserver other = promises.at(node(3));
    LongStream.rangeClosed(1, MOST + 1).mapToObj(sequence -> new MessageId(node(3).shortName(), 1, sequence))
        .forEach(id -> other.accepted(id, PEER));
    promises.unknown(id(1));
    assertEquals(1, broken.size(), broken::toString);
  }

  @Test
  void shouldBelieveTheJournalAboutWhatMadeRoomJustBeforeACrash() {
    written(1, MOST);
    restarted(2, MOST + 1);
    written(MOST + 2, MOST + 2);
    promises.unknown(id(1));
    promises.unknown(id(2));
    assertEquals(List.of(), broken);
    promises.unknown(id(3));
    assertEquals(1, broken.size(), broken::toString);
  }

  @Test
  void shouldNoticeWhatACrashLost() {
    written(1, MOST);
    restarted(2, MOST);
    promises.unknown(id(1));
    assertEquals(1, broken.size(), broken::toString);
  }

  private void written(int first, int last) {
    LongStream.rangeClosed(first, last).mapToObj(KeptWordsTest::id).forEach(id -> {
      author.accepted(id, PEER);
      author.ended(id, MessageState.EXPIRED);
    });
  }

  private void restarted(int first, int last) {
    MessageObserver again = promises.at(AUTHOR);
    LongStream.rangeClosed(first, last).mapToObj(KeptWordsTest::id)
        .forEach(id -> again.restored(expired(id)));
  }

  private static Outgoing expired(MessageId id) {
    Mark mark = new Mark(1, id.sequence());
    return new Outgoing(id, new Draft(PEER, "x", Priority.NORMAL, 1_000, Optional.empty()),
        MessageState.EXPIRED, "",
        new Outgoing.Times(AT, Optional.empty(), Optional.of(AT), Optional.empty()), new TreeMap<>(), mark,
        mark);
  }

  private static MessageId id(long sequence) {
    return new MessageId(AUTHOR.shortName(), 1, sequence);
  }

  private static NodeId node(int number) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) number;
    return new NodeId(Bytes.copyOf(key));
  }
}
