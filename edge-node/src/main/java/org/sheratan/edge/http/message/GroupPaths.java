package org.sheratan.edge.http.message;

import java.util.List;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.EntityTag;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.NodeNames;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.secure.JoinCode;

/** {@code /api/v1/groups} and below. */
public final class GroupPaths {
  private static final int ID_SEGMENT = 3;
  private static final int MAX_NAME_CHARS = 64;
  private static final int MAX_CODE_CHARS = 64;
  private static final double MAX_JOIN_S = 600;
  private static final double DEFAULT_JOIN_S = 60;
  private static final double MAX_INVITATION_S = 30 * 24 * 3600;
  private static final double DEFAULT_INVITATION_S = 24 * 3600;

  private final NodeDesk desk;

  public GroupPaths(NodeDesk desk) {
    this.desk = desk;
  }

  public void addTo(Router router) {
    router.on(MessageOperations.LIST_GROUPS, request -> list())
        .on(MessageOperations.CREATE_GROUP, this::create).on(MessageOperations.JOIN, this::join)
        .on(MessageOperations.SHOW_GROUP, this::show).on(MessageOperations.INVITE, this::invite)
        .on(MessageOperations.REMOVE, this::remove).on(MessageOperations.LEAVE, this::leave);
  }

  private HttpResponse list() throws HttpRefusal {
    NodeNames names = NodeNames.ask(desk);
    List<Json> groups = GroupNames.ask(desk).all().stream().<Json>map(group -> GroupJson.group(group, names))
        .toList();
    return HttpResponse.json(200, Json.Obj.EMPTY.with("groups", new Json.Arr(groups)));
  }

  private HttpResponse create(HttpRequest request) throws HttpRefusal {
    Fields fields = fields(request, "name");
    return group(201, new Command.CreateGroup(fields.text("name", MAX_NAME_CHARS)));
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    Json.Obj shape = shape(new Command.ShowGroup(resolve(request)));
    return EntityTag.of(shape).answer(request, shape);
  }

  private HttpResponse join(HttpRequest request) throws HttpRefusal {
    Fields fields = fields(request, "code", "timeout_s");
    long timeoutMs = ms(fields, "timeout_s", MAX_JOIN_S, DEFAULT_JOIN_S);
    Answer.OneGroup joined = desk.ask(request.room(), new Command.JoinGroup(code(fields), timeoutMs),
        Answer.OneGroup.class, timeoutMs);
    return HttpResponse.json(200, GroupJson.group(joined.group(), NodeNames.ask(desk)));
  }

  /** What is wrong with the code is told, the code is not. */
  private static JoinCode code(Fields fields) {
    String text = fields.text("code", MAX_CODE_CHARS);
    try {
      return JoinCode.parse(text);
    } catch (MalformedException broken) {
      throw fields.malformed("code", broken.reason());
    }
  }

  private HttpResponse invite(HttpRequest request) throws HttpRefusal {
    Fields fields = fields(request, "lifetime_s");
    long lifetimeMs = ms(fields, "lifetime_s", MAX_INVITATION_S, DEFAULT_INVITATION_S);
    Answer.Invited invited = desk.ask(new Command.InviteToGroup(resolve(request), lifetimeMs),
        Answer.Invited.class);
    return HttpResponse.json(201, Json.Obj.EMPTY.with("code", invited.code().text())
        .with("qr", invited.code().qrText()).with("lifetime_s", JsonWords.seconds(lifetimeMs)));
  }

  private HttpResponse remove(HttpRequest request) throws HttpRefusal {
    GroupId group = resolve(request);
    NodeId member = NodeNames.ask(desk).resolve(fields(request, "node").text("node", MAX_NAME_CHARS));
    desk.ask(new Command.RemoveFromGroup(group, member), Answer.Done.class);
    return group(200, new Command.ShowGroup(group));
  }

  private HttpResponse leave(HttpRequest request) throws HttpRefusal {
    GroupId group = resolve(request);
    desk.ask(new Command.LeaveGroup(group), Answer.Done.class);
    return HttpResponse.json(200, Json.Obj.EMPTY.with("id", group.toHex()));
  }

  private HttpResponse group(int status, Command command) throws HttpRefusal {
    return HttpResponse.json(status, shape(command));
  }

  private Json.Obj shape(Command command) throws HttpRefusal {
    Answer.OneGroup one = desk.ask(command, Answer.OneGroup.class);
    return GroupJson.group(one.group(), NodeNames.ask(desk));
  }

  private GroupId resolve(HttpRequest request) throws HttpRefusal {
    return GroupNames.ask(desk).resolve(request.path().get(ID_SEGMENT));
  }

  private static Fields fields(HttpRequest request, String... names) throws HttpRefusal {
    return Fields.of(JsonReader.readObject(request.body())).only(List.of(names));
  }

  private static long ms(Fields fields, String name, double maxS, double otherwiseS) {
    double seconds = fields.has(name) ? fields.number(name, 1, maxS) : otherwiseS;
    return Math.round(seconds * 1000);
  }
}
