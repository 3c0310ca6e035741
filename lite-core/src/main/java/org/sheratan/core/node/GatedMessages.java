package org.sheratan.core.node;

import org.sheratan.core.message.Incoming;
import org.sheratan.core.message.Message;
import org.sheratan.core.message.MessageObserver;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.mission.MessageId;

/** As {@link Gated}, for messages. */
record GatedMessages(MessageObserver observer, CommitGate gate) implements MessageObserver {
  @Override
  public void restored(Message message) {
    observer.restored(message);
  }

  @Override
  public void accepted(MessageId id, Recipient to) {
    gate.whenDurable(() -> observer.accepted(id, to));
  }

  @Override
  public void shown(Incoming message) {
    gate.whenDurable(() -> observer.shown(message));
  }

  @Override
  public void ended(MessageId id, MessageState state) {
    gate.whenDurable(() -> observer.ended(id, state));
  }

  @Override
  public void acknowledged(MessageId id) {
    gate.whenDurable(() -> observer.acknowledged(id));
  }
}
