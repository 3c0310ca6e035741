package org.sheratan.core.node;

import org.sheratan.core.message.MessageVerdict;
import org.sheratan.core.message.Messages;
import org.sheratan.kernel.Now;

/** Answers what people ask about messages. */
final class MessageCommands {
  private final Messages messages;

  MessageCommands(Messages messages) {
    this.messages = messages;
  }

  Answer answer(Command.AboutMessages command, Now now) {
    return switch (command) {
      case Command.SendMessage send -> answer(messages.send(send.draft(), now), now);
      case Command.ShowMessage show -> answer(messages.show(show.message()), now);
      case Command.AcknowledgeMessage acknowledge ->
        answer(messages.acknowledge(acknowledge.message(), now), now);
      case Command.ListMessages list -> Commands.unlessTooMany(list.limit(),
          () -> answer(messages.list(list.filter(), list.after(), list.limit()), now));
      case Command.MessageChanges changes -> Commands.unlessTooMany(changes.limit(),
          () -> answer(messages.changes(changes.since(), changes.limit()), now));
    };
  }

  private static Answer answer(Messages.Listing listing, Now now) {
    return new Answer.Messages(listing.messages(), listing.next(), now.monoMs());
  }

  private static Answer answer(MessageVerdict verdict, Now now) {
    return switch (verdict) {
      case MessageVerdict.Accepted accepted ->
        new Answer.MessageAccepted(accepted.message(), accepted.known(), now.monoMs());
      case MessageVerdict.Found found -> new Answer.OneMessage(found.message(), now.monoMs());
      case MessageVerdict.Refused refused ->
        new Answer.Refused(reason(refused.why()), refused.message(), refused.field(), refused.fix());
    };
  }

  private static Answer.Reason reason(MessageVerdict.Why why) {
    return switch (why) {
      case INVALID -> Answer.Reason.INVALID;
      case NOT_FOUND -> Answer.Reason.NOT_FOUND;
      case CONFLICT -> Answer.Reason.CONFLICT;
      case BUSY -> Answer.Reason.BUSY;
    };
  }
}
