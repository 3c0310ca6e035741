package org.sheratan.edge.http.message;

import java.util.Arrays;

import org.sheratan.core.message.Message;
import org.sheratan.core.message.MessageState;
import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Ownership;
import org.sheratan.edge.http.route.Parameter;

/** What can be asked about words between people, and the groups they talk in. */
final class MessageOperations {
  static final String MESSAGES = "/api/v1/messages";
  private static final String MESSAGE = MESSAGES + "/{message}";
  private static final String GROUPS = "/api/v1/groups";
  private static final String GROUP = GROUPS + "/{group}";
  private static final String SHAPE = "Message";
  private static final String TAG = "ETag";
  private static final String PAGE = "MessagePage";
  private static final String GROUP_SHAPE = "Group";

  static final Operation LIST = Operation.get(MESSAGES, "listMessages", "Messages, newest first.")
      .with(Parameter.oneOf("direction",
          Arrays.stream(Message.Direction.values()).map(Message.Direction::word).toList(),
          "Only those sent, or received."), state("state", "Only those in this state."),
          Parameter.text("peer", "Only those to or from this node, or group: and a group."),
          Parameter.text("after", "Goes on behind the message of this mark: next of a page."),
          Parameter.LIMIT)
      .gives(200, PAGE).refuses(404, 409);
  static final Operation SEND = Operation
      .post(Scope.SUBMIT, MESSAGES, "sendMessage", "Words to a node or a group.")
      .with(Parameter.IDEMPOTENCY_KEY).takes("MessageRequest").gives(201, SHAPE, "Location")
      .gives(200, SHAPE, "Location").refuses(404, 409, 413, 422);
  static final Operation CHANGES = Operation
      .get(MESSAGES + "/changes", "listMessageChanges",
          "Messages in the order in which they came or changed.")
      .with(Parameter.text("since", "Answers what came or changed behind this mark."), Parameter.WAIT,
          Parameter.LIMIT)
      .gives(200, PAGE);
  static final Operation SHOW = Operation
      .get(MESSAGE, "getMessage", "One message, at once or when there is news of it.")
      .with(Parameter.WAIT, state("seen", "Waits for another state than this one."))
      .gives(200, SHAPE, TAG).tagged().refuses(404);
  static final Operation ACKNOWLEDGE = Operation
      .post(Scope.SUBMIT, MESSAGE + "/ack", "acknowledgeMessage", "A person has read it.")
      .changes(Ownership.EVERYBODY).gives(200, SHAPE)
      .refuses(404, 409);

  static final Operation LIST_GROUPS = Operation
      .get(GROUPS, "listGroups", "The groups this node belongs to.").gives(200, "GroupList");
  static final Operation CREATE_GROUP = Operation
      .post(Scope.OPERATE, GROUPS, "createGroup", "A new group, of which this node is the admin.")
      .takes("GroupRequest").gives(201, GROUP_SHAPE).refuses(409);
  static final Operation JOIN = Operation
      .post(Scope.OPERATE, GROUPS + "/join", "joinGroup",
          "Joins a group once its admin has let this node in.")
      .takes("JoinRequest").gives(200, GROUP_SHAPE).refuses(404, 409, 422);
  static final Operation SHOW_GROUP = Operation.get(GROUP, "getGroup", "One group, by id or name.")
      .gives(200, GROUP_SHAPE, TAG).tagged().refuses(404, 409);
  static final Operation INVITE = Operation
      .post(Scope.OPERATE, GROUP + "/invitations", "inviteToGroup", "A code by which one more may join.")
      .takes("InvitationRequest").gives(201, "Invitation").refuses(404, 409);
  static final Operation REMOVE = Operation
      .post(Scope.OPERATE, GROUP + "/remove", "removeFromGroup", "Puts a member out of a group.")
      .takes("MemberRequest").gives(200, GROUP_SHAPE).refuses(404, 409);
  static final Operation LEAVE = Operation
      .post(Scope.OPERATE, GROUP + "/leave", "leaveGroup", "Leaves a group; the admin closes it by that.")
      .gives(200, "Left").refuses(404, 409);

  private MessageOperations() {}

  private static Parameter state(String name, String text) {
    return Parameter.oneOf(name, Arrays.stream(MessageState.values()).map(MessageState::word).toList(), text);
  }
}
