package org.sheratan.edge.http.message;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.message.Draft;
import org.sheratan.core.message.Mark;
import org.sheratan.core.message.Message;
import org.sheratan.core.message.MessageFilter;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.wire.JobSpecRules;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.EntityTag;
import org.sheratan.edge.http.route.IdempotencyKey;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.LongPoll;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Query;
import org.sheratan.edge.http.route.RadioGate;
import org.sheratan.edge.http.route.Router;
import org.sheratan.radio.frame.Priority;

/** {@code /api/v1/messages} and below. */
public final class MessagePaths {
  private static final int ID_SEGMENT = 3;
  /** Of a node's id, or of a group's name and what is before it. */
  private static final int MAX_NAME_CHARS = 72;
  private static final double DEFAULT_LIFETIME_S = 24 * 3600;
  private static final List<String> MEMBERS = List.of("to", "text", "priority", "lifetime_s",
      "idempotency_key");
  private static final List<Priority> PRIORITIES = List.of(Priority.NORMAL, Priority.EMERGENCY);

  private final NodeDesk desk;
  private final Optional<RadioGate> radio;
  private final LongPoll polls;

  public MessagePaths(NodeDesk desk, LongPoll polls, ApiParts parts) {
    this.desk = desk;
    this.radio = parts.radio();
    this.polls = polls;
  }

  public void addTo(Router router) {
    router.on(MessageOperations.LIST, this::list).on(MessageOperations.SEND, this::send)
        .on(MessageOperations.CHANGES, this::changes).on(MessageOperations.SHOW, this::show)
        .on(MessageOperations.ACKNOWLEDGE, this::acknowledge);
  }

  private HttpResponse send(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(MEMBERS);
    Recipients names = Recipients.ask(desk, radio);
    List<String> words = PRIORITIES.stream().map(JsonWords::word).toList();
    Priority priority = PRIORITIES.get(words.indexOf(fields.oneOf("priority", words.getFirst(), words)));
    double lifetimeS = fields.has("lifetime_s")
        ? fields.number("lifetime_s", -Double.MAX_VALUE, Double.MAX_VALUE)
        : DEFAULT_LIFETIME_S;
    Draft draft = new Draft(names.resolve(fields.text("to", MAX_NAME_CHARS)),
        fields.text("text", Integer.MAX_VALUE), priority, Math.round(1000 * lifetimeS),
        IdempotencyKey.of(request, fields.optionalText("idempotency_key", JobSpecRules.MAX_KEY_CHARS)));
    Answer.MessageAccepted accepted = desk.ask(new Command.SendMessage(draft), Answer.MessageAccepted.class);
    return HttpResponse
        .json(accepted.known() ? 200 : 201, MessageJson.of(accepted.message(), names, accepted.nowMs()))
        .with("Location", MessageOperations.MESSAGES + "/" + accepted.message().id());
  }

  private HttpResponse list(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request);
    Recipients names = Recipients.ask(desk, radio);
    Optional<String> peer = query.text("peer");
    Optional<Recipient> known = peer.isPresent()
        ? Optional.of(names.resolve(peer.get()))
        : Optional.empty();
    MessageFilter filter = new MessageFilter(
        query.oneOf("direction", Arrays.asList(Message.Direction.values()), Message.Direction::word),
        query.oneOf("state", Arrays.asList(MessageState.values()), MessageState::word), known);
    return page(new Command.ListMessages(filter, query.parsed("after", Mark::parse), query.limit()), names);
  }

  private HttpResponse changes(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request);
    Command changes = new Command.MessageChanges(query.parsed("since", Mark::parse), query.limit());
    Answer.Messages seen = polls.await(request.room(), () -> desk.ask(changes, Answer.Messages.class),
        found -> !found.messages().isEmpty() || query.text("since").isEmpty(), polls.waitMs(query));
    return page(seen, Recipients.ask(desk, radio));
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request);
    Command show = new Command.ShowMessage(id(request));
    Optional<MessageState> seen = query.oneOf("seen", Arrays.asList(MessageState.values()),
        MessageState::word);
    Json.Obj shape = shape(polls.await(() -> desk.ask(show, Answer.OneMessage.class),
        found -> found.message().state().ended()
            || seen.orElse(found.message().state()) != found.message().state(),
        polls.waitMs(query)));
    return EntityTag.of(shape, MessageJson.AGO).answer(request, shape);
  }

  private HttpResponse acknowledge(HttpRequest request) throws HttpRefusal {
    return HttpResponse.json(200,
        shape(desk.ask(new Command.AcknowledgeMessage(id(request)), Answer.OneMessage.class)));
  }

  private Json.Obj shape(Answer.OneMessage one) throws HttpRefusal {
    return MessageJson.of(one.message(), Recipients.ask(desk, radio), one.nowMs());
  }

  private HttpResponse page(Command command, Recipients names) throws HttpRefusal {
    return page(desk.ask(command, Answer.Messages.class), names);
  }

  private static HttpResponse page(Answer.Messages page, Recipients names) {
    List<Json> shapes = page.messages().stream()
        .<Json>map(message -> MessageJson.of(message, names, page.nowMs())).toList();
    return HttpResponse.json(200, Json.Obj.EMPTY.with("messages", new Json.Arr(shapes)).with("next",
        JsonWords.text(page.next().map(Mark::toString))));
  }

  private static MessageId id(HttpRequest request) {
    return Query.parsed("message id", request.path().get(ID_SEGMENT), MessageId::parse);
  }
}
