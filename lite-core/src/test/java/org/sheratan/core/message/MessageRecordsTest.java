package org.sheratan.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.MessageId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;

/** The byte tables of docs/storage-format.md, against docs/vectors/messages.txt. */
class MessageRecordsTest {
  private static final Stamp AT = new Stamp(1_800_000_000_000L, WallQuality.GPS);
  private static final Stamp NEVER = new Stamp(0, WallQuality.NONE);
  private static final Outgoing QUEUED = new Outgoing(MessageFixtures.id(MessageFixtures.SELF, 17),
      new Draft(new Recipient.Node(MessageFixtures.PEER), "hello", Priority.NORMAL, 86_400_000,
          Optional.empty()),
      MessageState.QUEUED, "",
      Outgoing.Times.queued(NEVER), new TreeMap<>(), new Mark(5, 1), new Mark(5, 1));
  private static final Outgoing REFUSED = new Outgoing(MessageFixtures.id(MessageFixtures.SELF, 18),
      new Draft(new Recipient.Node(MessageFixtures.PEER), "Bring water \u2615", Priority.EMERGENCY, 60_000,
          Optional.of("k-1")),
      MessageState.REFUSED, "no room",
      new Outgoing.Times(AT, Optional.of(AT), Optional.of(AT), Optional.of(NEVER)), new TreeMap<>(),
      new Mark(5, 2),
      new Mark(6, 300));
  private static final GroupId GROUP = GroupId.parse("f8d633027b3fa9a9");
  private static final Outgoing TO_GROUP = new Outgoing(MessageFixtures.id(MessageFixtures.SELF, 19),
      new Draft(new Recipient.Group(GROUP), "supper", Priority.NORMAL, 60_000, Optional.empty()),
      MessageState.SENT, "", new Outgoing.Times(AT, Optional.of(AT), Optional.empty(), Optional.empty()),
      new TreeMap<>(
          Map.of(MessageFixtures.PEER, MemberState.DELIVERED, MessageFixtures.OTHER, MemberState.UNKNOWN)),
      new Mark(5, 4), new Mark(5, 6));
  private static final Incoming UNREAD = new Incoming(MessageFixtures.id(MessageFixtures.PEER, 3),
      MessageFixtures.PEER, Optional.empty(), Priority.EMERGENCY, "fire", 2_000, AT, Optional.empty(), false,
      new Mark(5, 3),
      new Mark(5, 3));
  private static final Incoming IN_GROUP = new Incoming(MessageFixtures.id(MessageFixtures.PEER, 4),
      MessageFixtures.PEER, Optional.of(GROUP), Priority.NORMAL, "coming", 0, AT, Optional.empty(), false,
      new Mark(5, 7), new Mark(5, 7));
  private static final Incoming READ = UNREAD.acknowledgedAt(AT, new Mark(6, 4));

  @Test
  void shouldReadAndWriteTheVectors() throws IOException {
    Map<String, Bytes> vectors = new TreeMap<>();
    for (String line : Files
        .readAllLines(Path.of(System.getProperty("sheratan.root"), "docs/vectors/messages.txt"))) {
      if (!line.startsWith("#")) {
        vectors.put(line.split(" ")[0], Bytes.hex(line.split(" ")[1]));
      }
    }
    assertEquals(vectors.get("queued").toHex(), encode(QUEUED).toHex());
    assertEquals(vectors.get("refused").toHex(), encode(REFUSED).toHex());
    assertEquals(vectors.get("unread").toHex(), MessageRecords.encode(UNREAD).toHex());
    assertEquals(vectors.get("read").toHex(), MessageRecords.encode(READ).toHex());
    assertEquals(vectors.get("to-group").toHex(), encode(TO_GROUP).toHex());
    assertEquals(vectors.get("in-group").toHex(), MessageRecords.encode(IN_GROUP).toHex());
    assertEquals(TO_GROUP, MessageRecords.outgoing(TO_GROUP.id(), new ByteReader(vectors.get("to-group"))));
    assertEquals(IN_GROUP, MessageRecords.incoming(IN_GROUP.id(), vectors.get("in-group")));
    assertEquals(QUEUED, MessageRecords.outgoing(QUEUED.id(), new ByteReader(vectors.get("queued"))));
    assertEquals(REFUSED, MessageRecords.outgoing(REFUSED.id(), new ByteReader(vectors.get("refused"))));
    assertEquals(UNREAD, MessageRecords.incoming(UNREAD.id(), vectors.get("unread")));
    assertEquals(READ, MessageRecords.incoming(READ.id(), vectors.get("read")));
  }

  @Test
  void shouldNameRecordsSoThatTheySort() {
    MessageId id = new MessageId("k7f3q2ab", 3, 17);
    String name = MessageRecords.name(MessageRecords.OUT, id);
    assertEquals("message/out/k7f3q2ab-000000003-000000000000000017", name);
    assertEquals(id, MessageRecords.id(MessageRecords.OUT, name));
  }

  @Test
  void shouldRefuseEveryCutAndReadNoChangeAsTheSame() {
    Bytes outgoing = encode(TO_GROUP);
    Bytes incoming = MessageRecords.encode(READ);
    for (int length = 0; length < outgoing.length(); length++) {
      Bytes cut = outgoing.slice(0, length);
      assertThrows(MalformedException.class,
          () -> MessageRecords.outgoing(REFUSED.id(), new ByteReader(cut)));
    }
    for (int length = 0; length < incoming.length(); length++) {
      Bytes cut = incoming.slice(0, length);
      assertThrows(MalformedException.class, () -> MessageRecords.incoming(READ.id(), cut));
    }
  }

  @Test
  void shouldOnlyRefuseOrReadBack() {
    SeededEntropy entropy = new SeededEntropy(17);
    List<Bytes> outgoing = List.of(encode(REFUSED), encode(TO_GROUP));
    List<Bytes> incoming = List.of(MessageRecords.encode(READ), MessageRecords.encode(IN_GROUP));
    for (int round = 0; round < 100_000; round++) {
      byte[] bytes = (round % 2 == 0 ? outgoing : incoming).get(round / 2 % 2).toArray();
      for (int change = entropy.nextInt(4); change >= 0; change--) {
        bytes[entropy.nextInt(bytes.length)] = (byte) entropy.nextLong();
      }
      Bytes input = Bytes.copyOf(bytes);
      try {
        if (round % 2 == 0) {
          Outgoing read = MessageRecords.outgoing(REFUSED.id(), new ByteReader(input));
          assertEquals(read, MessageRecords.outgoing(REFUSED.id(), new ByteReader(encode(read))));
        } else {
          Incoming read = MessageRecords.incoming(READ.id(), input);
          assertEquals(read, MessageRecords.incoming(READ.id(), MessageRecords.encode(read)));
        }
      } catch (MalformedException refused) {
        continue;
      } catch (RuntimeException bug) {
        throw new AssertionError("seed 17 round " + round + " input " + input.toHex(), bug);
      }
    }
  }

  private static Bytes encode(Outgoing message) {
    return MessageRecords.write(message, new ByteWriter()).toBytes();
  }
}
