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
      case Command.SendMessage send -> answer(messages.send(send.draft(), now));
      case Command.ShowMessage show -> answer(messages.show(show.message()));
      case Command.AcknowledgeMessage acknowledge -> answer(messages.acknowledge(acknowledge.message(), now));
      case Command.ListMessages list -> Commands.unlessTooMany(list.limit(),
          () -> answer(messages.list(list.filter(), list.after(), list.limit())));
      case Command.MessageChanges changes -> Commands.unlessTooMany(changes.limit(),
          () -> answer(messages.changes(changes.since(), changes.limit())));
    };
  }

  private static Answer answer(Messages.Listing listing) {
    return new Answer.Messages(listing.messages(), listing.next());
  }

  private static Answer answer(MessageVerdict verdict) {
    return switch (verdict) {
      case MessageVerdict.Accepted accepted ->
        new Answer.MessageAccepted(accepted.message(), accepted.known());
      case MessageVerdict.Found found -> new Answer.OneMessage(found.message());
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
