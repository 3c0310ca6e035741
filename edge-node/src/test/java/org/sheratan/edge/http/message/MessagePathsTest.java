package org.sheratan.edge.http.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.message.Draft;
import org.sheratan.core.message.Mark;
import org.sheratan.core.message.MemberState;
import org.sheratan.core.message.Message;
import org.sheratan.core.message.MessageFilter;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.message.Stamp;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeMessages;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.FakeRadio;
import org.sheratan.edge.http.RawClient;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.frame.Priority;

class MessagePathsTest {
  private static final String MESSAGES = "/api/v1/messages";
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);

  @Test
  void shouldTakeWordsAndSayWhereTheyAre() throws IOException {
    RawResponse response = api.post(MESSAGES, "{\"to\":\"node-b2\",\"text\":\"Tea is ready \u2615\"}");
    assertEquals(201, response.status());
    assertEquals(MESSAGES + "/" + response.text("id"), response.header("location"));
    assertEquals("out", response.text("direction"));
    assertEquals("sent", response.text("state"));
    assertEquals("node-b2", response.text("peer"));
    assertEquals(new Json.Null(), response.json().get("ended_at"));
    assertEquals(new Draft(new Recipient.Node(FakeNode.WORKER.id()), "Tea is ready \u2615", Priority.NORMAL,
        86_400_000,
        Optional.empty()), node.asked(Command.SendMessage.class).draft());
  }

  @Test
  void shouldTakeEveryOption() throws IOException {
    String away = "ab".repeat(32);
    api.post(MESSAGES,
        "{\"to\":\"" + away + "\",\"text\":\"fire\",\"priority\":\"emergency\",\"lifetime_s\":1.5}",
        "Idempotency-Key: one");
    Draft draft = node.asked(Command.SendMessage.class).draft();
    assertEquals(new Recipient.Node(NodeId.parse(away)), draft.to());
    assertEquals(Priority.EMERGENCY, draft.priority());
    assertEquals(1_500, draft.lifetimeMs());
    assertEquals(Optional.of("one"), draft.idempotencyKey());
  }

  @Test
  void shouldTakeWordsForAGroup() throws IOException {
    for (String group : List.of("group:team", "group:" + FakeNode.TEAM.id())) {
      RawResponse response = api.post(MESSAGES, "{\"to\":\"" + group + "\",\"text\":\"supper\"}");
      assertEquals(201, response.status());
      assertEquals("team", response.text("group"));
      assertEquals(FakeNode.TEAM.id().toHex(), response.text("group_id"));
      assertEquals(new Json.Null(), response.json().get("peer"));
      assertEquals(new Recipient.Group(FakeNode.TEAM.id()),
          node.asked(Command.SendMessage.class).draft().to());
    }
    assertEquals(404, api.post(MESSAGES, "{\"to\":\"group:nobody\",\"text\":\"x\"}").status());
  }

  @Test
  void shouldTellWhatIsKnownOfEachMember() throws IOException {
    Message message = FakeMessages.toGroup(3, MessageState.SENT,
        new TreeMap<>(Map.of(FakeNode.WORKER.id(), MemberState.ACKNOWLEDGED)));
    node.put(message);
    RawResponse shown = api.get(MESSAGES + "/" + message.id());
    Json.Obj member = (Json.Obj) ((Json.Arr) shown.json().get("members")).items().getFirst();
    assertEquals(new Json.Text("node-b2"), member.get("name"));
    assertEquals(new Json.Text("acknowledged"), member.get("state"));
    assertEquals(List.of("supper"), texts(api.get(MESSAGES + "?peer=group:team")));
  }

  @Test
  void shouldNameWhatIsWrong() throws IOException {
    assertField("to", "{\"text\":\"x\"}");
    assertField("text", "{\"to\":\"node-b2\"}");
    assertField("text", "{\"to\":\"node-b2\",\"text\":\"\"}");
    assertField("priority", "{\"to\":\"node-b2\",\"text\":\"x\",\"priority\":\"high\"}");
    assertField("lifetime_s", "{\"to\":\"node-b2\",\"text\":\"x\",\"lifetime_s\":\"1\"}");
    assertField("txt", "{\"to\":\"node-b2\",\"txt\":\"x\"}");
    assertEquals(404, api.post(MESSAGES, "{\"to\":\"nobody\",\"text\":\"x\"}").status());
    assertEquals(400, api.post(MESSAGES, "{\"to\":\"node-b2\",\"text\":\"x\",\"idempotency_key\":\"a\"}",
        "Idempotency-Key: b").status());
  }

  @Test
  void shouldListByWhatIsAsked() throws IOException {
    node.put(FakeMessages.outgoing(1, MessageState.DELIVERED, "one"));
    node.put(FakeMessages.incoming(2, "two"));
    RawResponse all = api.get(MESSAGES);
    assertEquals(List.of("two", "one"), texts(all));
    assertEquals(List.of("two"),
        texts(api.get(MESSAGES + "?direction=in&state=unread&peer=node-b2&limit=7&after=3-9")));
    assertEquals(new Command.ListMessages(new MessageFilter(Optional.of(Message.Direction.IN),
        Optional.of(MessageState.UNREAD), Optional.of(new Recipient.Node(FakeNode.WORKER.id()))),
        Optional.of(new Mark(3, 9)), 7),
        node.asked(Command.ListMessages.class));
    for (String wrong : List.of("direction=up", "state=lost", "after=x", "limit=0", "limit=1001",
        "sate=sent")) {
      assertEquals(400, api.get(MESSAGES + "?" + wrong).status(), wrong);
    }
  }

  @Test
  void shouldShowStampsWithTheirQuality() throws IOException {
    node.put(FakeMessages.incoming(2, "two"));
    MessageId id = FakeMessages.incoming(2, "two").id();
    RawResponse shown = api.get(MESSAGES + "/" + id);
    Json.Obj received = assertInstanceOf(Json.Obj.class, shown.json().get("received"));
    assertEquals(new Json.Text("2023-11-14T22:13:20Z"), received.get("at"));
    assertEquals(new Json.Text("ntp"), received.get("quality"));
    assertEquals(new Json.Null(), shown.json().get("acknowledged"));
    assertEquals("emergency", shown.text("priority"));
    assertEquals(404, api.get(MESSAGES + "/m-aaaaaaaa-1-1").status());
    assertEquals("message id", api.get(MESSAGES + "/nonsense").text("field"));
  }

  @Test
  void shouldTellHowLongAgoWithoutAClock() throws IOException {
    node.put(FakeMessages.incoming(2, "two", new Stamp(0, WallQuality.NONE, Optional.of(438_000L))));
    node.put(FakeMessages.incoming(3, "three", new Stamp(0, WallQuality.NONE)));
    assertEquals(Json.Obj.EMPTY.with("at", new Json.Null()).with("quality", "none").with("ago_s", 62),
        api.get(MESSAGES + "/" + FakeMessages.incoming(2, "").id()).json().get("received"));
    assertEquals(
        Json.Obj.EMPTY.with("at", new Json.Null()).with("quality", "none").with("ago_s", new Json.Null()),
        api.get(MESSAGES + "/" + FakeMessages.incoming(3, "").id()).json().get("received"));
  }

  @Test
  void shouldTakeNoJobForAMessage() throws IOException {
    RawResponse job = api.get("/api/v1/jobs/m-aaaaaaaa-1-1");
    assertEquals(400, job.status());
    assertEquals("job id: expected that of a job, this is a message's", job.text("detail"));
    RawResponse message = api.get(MESSAGES + "/aaaaaaaa-1-1");
    assertEquals(400, message.status());
    assertEquals("message id: expected m-owner-epoch-sequence, such as m-k7f3q2ab-3-17",
        message.text("detail"));
  }

  @Test
  void shouldAcknowledge() throws IOException {
    node.put(FakeMessages.incoming(2, "two"));
    MessageId id = FakeMessages.incoming(2, "two").id();
    RawResponse read = api.post(MESSAGES + "/" + id + "/ack", "{}");
    assertEquals(200, read.status());
    assertEquals("read", read.text("state"));
    assertEquals(new Json.Bool(true), read.json().get("author_waits"));
    assertEquals(404, api.post(MESSAGES + "/m-aaaaaaaa-1-1/ack", "{}").status());
    assertEquals(405, api.get(MESSAGES + "/" + id + "/ack").status());
  }

  @Test
  void shouldWaitForAnotherState() throws IOException {
    Deque<MessageState> states = new ArrayDeque<>(List.of(MessageState.QUEUED, MessageState.QUEUED,
        MessageState.SENT, MessageState.SENT, MessageState.DELIVERED));
    node.answering(command -> command instanceof Command.ShowMessage
        ? Optional.of(new Answer.OneMessage(FakeMessages.outgoing(1, states.size() > 1
            ? states.poll()
            : states.peek(), "one"), FakeMessages.NOW_MS))
        : Optional.empty());
    String path = MESSAGES + "/" + FakeMessages.outgoing(1, MessageState.SENT, "one").id();
    assertEquals("sent", api.get(path + "?wait=20&seen=queued").text("state"));
    assertEquals("delivered", api.get(path + "?wait=20&seen=sent").text("state"));
    assertEquals("delivered", api.get(path + "?wait=20").text("state"));
  }

  private static String reason(FakeRadio radio, MessageState state) throws IOException {
    FakeNode node = new FakeNode();
    node.put(FakeMessages.outgoing(1, state, "one"));
    try (RunningApi api = new RunningApi(node, HttpSettings.loopback(0), Optional.of(radio))) {
      return api.get(MESSAGES + "/" + FakeMessages.outgoing(1, state, "one").id()).text("reason");
    }
  }

  /** Words waited, and nobody was told that no region was set. */
  @Test
  void shouldNameTheLawWhereThatHoldsWordsBack() throws IOException {
    SendTime now = new SendTime.Immediately();
    String why = reason(FakeRadio.up("", now), MessageState.QUEUED);
    assertTrue(why.startsWith("no way is known by another link; lora0 may only receive: "), why);
    assertTrue(why.contains("region"), why);
    assertTrue(reason(FakeRadio.down(), MessageState.QUEUED).endsWith("lora0 is down: no modem on any port"));
    assertEquals("", reason(FakeRadio.up("EU868", now), MessageState.QUEUED));
    assertEquals("", reason(FakeRadio.up("", now), MessageState.SENT));
    assertEquals("no word", reason(FakeRadio.up("", now), MessageState.EXPIRED));
  }

  @Test
  void shouldTellChangesFromAMarkOn() throws IOException {
    node.put(FakeMessages.outgoing(1, MessageState.SENT, "one"));
    RawResponse now = api.get(MESSAGES + "/changes?wait=20");
    assertEquals(List.of(), texts(now));
    assertEquals("1-1", now.text("next"));
    node.put(FakeMessages.incoming(2, "two"));
    RawResponse news = api.get(MESSAGES + "/changes?wait=20&since=" + now.text("next"));
    assertEquals(List.of("two"), texts(news));
    assertEquals("1-2", news.text("next"));
    assertEquals(List.of(), texts(api.get(MESSAGES + "/changes?since=1-2")));
    assertEquals(400, api.get(MESSAGES + "/changes?since=never").status());
  }

  @Test
  void shouldEndAWaitWithNewsThatComeMeanwhile() throws Exception {
    try (RawClient waiting = api.connect()) {
      waiting.send(RawClient.request("GET", MESSAGES + "/changes?wait=60&since=1-0", ""));
      // The first look finds nothing; a later one must.
      while (node.asked().stream().noneMatch(Command.MessageChanges.class::isInstance)) {
        Thread.onSpinWait();
      }
      node.put(FakeMessages.incoming(1, "at last"));
      assertEquals(List.of("at last"), texts(waiting.response(false)));
    }
  }

  private void assertField(String field, String body) throws IOException {
    RawResponse response = api.post(MESSAGES, body);
    assertEquals(400, response.status(), body);
    assertEquals(field, response.text("field"), body);
    assertTrue(response.text("detail").startsWith(field + ": "));
  }

  private static List<String> texts(RawResponse response) {
    return ((Json.Arr) response.json().get("messages")).items().stream()
        .map(shape -> ((Json.Text) ((Json.Obj) shape).get("text")).value()).toList();
  }
}
