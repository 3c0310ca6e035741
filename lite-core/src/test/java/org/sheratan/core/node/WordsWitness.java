package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.core.message.Incoming;
import org.sheratan.core.message.Message;
import org.sheratan.core.message.MessageObserver;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.mission.MessageId;

/** Checks what all nodes together say about messages. */
final class WordsWitness implements MessageObserver {
  final Map<MessageId, MessageState> ended = new TreeMap<>();
  final SortedSet<MessageId> shown = new TreeSet<>();
  final SortedSet<MessageId> acknowledged = new TreeSet<>();

  @Override
  public void restored(Message message) {
    if (message instanceof Incoming incoming) {
      shown.add(incoming.id());
    }
  }

  @Override
  public void shown(Incoming message) {
    assertTrue(shown.add(message.id()), "shown twice: " + message.id());
  }

  @Override
  public void ended(MessageId id, MessageState state) {
    assertNull(ended.put(id, state), "ended twice: " + id);
    assertTrue(state != MessageState.DELIVERED || shown.contains(id), "delivered and not shown: " + id);
    assertTrue(state != MessageState.REFUSED || !shown.contains(id), "refused and shown: " + id);
  }

  @Override
  public void acknowledged(MessageId id) {
    assertTrue(acknowledged.add(id), "acknowledged twice: " + id);
  }
}
