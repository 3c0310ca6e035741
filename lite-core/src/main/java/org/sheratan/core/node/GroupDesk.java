package org.sheratan.core.node;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.secure.JoinCode;

/** Answers commands about groups. */
final class GroupDesk {
  private static final String LIST = "sheratan group list";

  private final Groups groups;
  private final EffectQueue effects;
  private final List<Joining> joining = new ArrayList<>();

  private record Joining(long token, JoinCode code) {}

  GroupDesk(Groups groups, EffectQueue effects) {
    this.groups = groups;
    this.effects = effects;
  }

  void onCommand(long token, Command.OfGroups command) {
    switch (command) {
      case Command.ListGroups list -> effects.replyNow(token, new Answer.GroupList(groups.all()));
      case Command.ShowGroup show -> effects.reply(token, show(show.group()));
      case Command.CreateGroup create -> effects.reply(token, create(create.name()));
      case Command.InviteToGroup invite -> effects.reply(token, invite(invite));
      case Command.JoinGroup join -> join(token, join);
      case Command.RemoveFromGroup remove ->
        effects.reply(token, done(groups.remove(remove.group(), remove.member())));
      case Command.LeaveGroup leave -> effects.reply(token, done(groups.leave(leave.group())));
    }
  }

  void onJoined(MeshEvent.Joined joined) {
    answer(joined.code(), show(joined.group()));
  }

  void onJoinFailed(MeshEvent.JoinFailed failed) {
    answer(failed.code(), new Answer.Refused(Answer.Reason.NOT_FOUND, "not in: " + failed.why(),
        "a new code, made where the group was: sheratan group invite GROUP"));
  }

  private Answer create(String name) {
    try {
      return groups.create(name).<Answer>map(group -> new Answer.OneGroup(group))
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

  private Answer show(GroupId id) {
    return groups.all().stream().filter(known -> known.id().equals(id)).findFirst()
        .<Answer>map(Answer.OneGroup::new).orElseGet(() -> refused(Groups.Refused.UNKNOWN_GROUP));
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
      case TOO_MANY, TOO_LONG -> new Answer.Refused(Answer.Reason.TOO_LARGE,
          "a bound is reached: 32 groups, 64 members, 64 open invitations, or 8 joins under way", LIST);
    };
  }
}
