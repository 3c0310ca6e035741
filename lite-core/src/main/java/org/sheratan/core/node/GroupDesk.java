package org.sheratan.core.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Group;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.secure.JoinCode;

/** Answers commands about groups, and remembers what was lately said in them. */
final class GroupDesk {
  private static final int WORDS = 100;
  private static final String LIST = "sheratan group list";

  private final Groups groups;
  private final EffectQueue effects;
  private final List<Joining> joining = new ArrayList<>();
  private final Deque<Heard> heard = new ArrayDeque<>();

  private record Joining(long token, JoinCode code) {}

  private record Heard(GroupId group, NodeId from, String text, boolean signed, long atMs) {}

  GroupDesk(Groups groups, EffectQueue effects) {
    this.groups = groups;
    this.effects = effects;
  }

  void onCommand(long token, Command.OfGroups command, long nowMs) {
    switch (command) {
      case Command.ListGroups list -> effects.replyNow(token, new Answer.GroupList(groups.all()));
      case Command.ShowGroup show -> effects.reply(token, show(show.group(), nowMs));
      case Command.CreateGroup create -> effects.reply(token, create(create.name()));
      case Command.InviteToGroup invite -> effects.reply(token, invite(invite));
      case Command.JoinGroup join -> join(token, join);
      case Command.RemoveFromGroup remove ->
        effects.reply(token, done(groups.remove(remove.group(), remove.member())));
      case Command.LeaveGroup leave -> effects.reply(token, done(groups.leave(leave.group())));
      case Command.TellGroup tell -> effects.reply(token, tell(tell));
    }
  }

  void onJoined(MeshEvent.Joined joined, long nowMs) {
    answer(joined.code(), show(joined.group(), nowMs));
  }

  void onJoinFailed(MeshEvent.JoinFailed failed) {
    answer(failed.code(), new Answer.Refused(Answer.Reason.NOT_FOUND, "not in: " + failed.why(),
        "a new code, made where the group was: sheratan group invite GROUP"));
  }

  /** What is no text is for nobody here. */
  boolean onMessage(MeshEvent.GroupMessage message, long nowMs) {
    String text = message.message().toUtf8();
    if (!Bytes.utf8(text).equals(message.message())) {
      return false;
    }
    heard.add(new Heard(message.group(), message.from(), text, message.signed(), nowMs));
    if (heard.size() > WORDS) {
      heard.remove();
    }
    return true;
  }

  private Answer create(String name) {
    try {
      return groups.create(name).<Answer>map(group -> new Answer.OneGroup(group, List.of()))
          .orElseGet(() -> refused(Groups.Refused.TOO_MANY));
    } catch (MalformedException broken) {
      return new Answer.Refused(Answer.Reason.INVALID, "name: " + broken.reason(), Optional.of("name"), "");
    }
  }

  private Answer invite(Command.InviteToGroup invite) {
    return switch (groups.invite(invite.group(), invite.lifetimeMs())) {
      case Groups.Invitation.Code made -> new Answer.Invited(made.code());
      case Groups.Invitation.None none -> refused(none.why());
    };
  }

  private void join(long token, Command.JoinGroup join) {
    Optional<Groups.Refused> refused = groups.join(join.code(), join.timeoutMs());
    if (refused.isPresent()) {
      effects.replyNow(token, refused(refused.get()));
    } else {
      joining.add(new Joining(token, join.code()));
    }
  }

  private void answer(JoinCode code, Answer answer) {
    for (Iterator<Joining> each = joining.iterator(); each.hasNext();) {
      Joining waiting = each.next();
      if (waiting.code().equals(code)) {
        each.remove();
        effects.reply(waiting.token(), answer);
      }
    }
  }

  private Answer show(GroupId id, long nowMs) {
    Optional<Group> group = groups.all().stream().filter(known -> known.id().equals(id)).findFirst();
    if (group.isEmpty()) {
      return refused(Groups.Refused.UNKNOWN_GROUP);
    }
    return new Answer.OneGroup(group.get(), heard.stream().filter(words -> words.group().equals(id))
        .map(words -> new Answer.GroupWords(words.from(), words.text(), words.signed(), nowMs - words.atMs()))
        .toList());
  }

  private Answer tell(Command.TellGroup tell) {
    return tell.text().isEmpty()
        ? new Answer.Refused(Answer.Reason.INVALID, "text: nothing to say", Optional.of("text"), "")
        : done(groups.broadcast(tell.group(), Bytes.utf8(tell.text()), Priority.NORMAL, true));
  }

  private static Answer done(Optional<Groups.Refused> refused) {
    return refused.isEmpty() ? new Answer.Done() : refused(refused.get());
  }

  private static Answer refused(Groups.Refused why) {
    return switch (why) {
      case UNKNOWN_GROUP ->
        new Answer.Refused(Answer.Reason.NOT_FOUND, "this node belongs to no such group", LIST);
      case NOT_ADMIN -> new Answer.Refused(Answer.Reason.CONFLICT, "only the group's admin can do that",
          "the same command on the node that made the group");
      case NOT_A_MEMBER ->
        new Answer.Refused(Answer.Reason.NOT_FOUND, "that node is no member of the group", LIST);
      case TOO_MANY -> new Answer.Refused(Answer.Reason.TOO_LARGE,
          "a bound is reached: 32 groups, 64 members, 64 open invitations, 8 joins or 4 large messages under way",
          LIST);
      case TOO_LONG -> new Answer.Refused(Answer.Reason.TOO_LARGE,
          "text: longer than " + Groups.MAX_MESSAGE_BYTES + " bytes, or than a link here carries", LIST);
    };
  }
}
