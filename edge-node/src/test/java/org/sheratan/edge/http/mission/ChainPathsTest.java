package org.sheratan.edge.http.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Plan;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.RequestKey;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;

class ChainPathsTest {
  private static final String PLAN = "/api/v1/missions/plan";
  private static final String LIST = "{\"name\":\"list\",\"kind\":\"walk_tree\",\"timeout_s\":5}";

  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);

  @Test
  void shouldTakeAPlanAndAnswerAtOnce() throws IOException {
    RawResponse taken = api.post(PLAN,
        plan(LIST + ",{\"name\":\"read\",\"kind\":\"read_file_batch\",\"params\":"
            + "{\"paths\":[\"${list.files[0]}\"]},\"needs\":[\"disk\"],\"depends_on\":[\"list\"]}"));
    assertEquals(202, taken.status(), text(taken));
    assertEquals("/api/v1/chains/" + taken.text("id"), taken.header("location"));
    assertEquals("running", taken.text("state"));
    Plan plan = node.asked(Command.SubmitPlan.class).plan();
    assertEquals(Optional.empty(), node.asked(Command.SubmitPlan.class).asking().key());
    assertEquals("Analyze", plan.mission().title());
    assertEquals(5_000, plan.steps().getFirst().wanted().timeoutMs());
    assertEquals(List.of("list"), plan.steps().get(1).after());
    assertEquals(List.of("disk"), plan.steps().get(1).wanted().needs());
    assertEquals(Optional.of(new Json.Text("${list.info}")), plan.answer());
    assertEquals(90_000, plan.limitMs());
  }

  @Test
  void shouldShowWhatBecameOfIt() throws IOException {
    String path = "/api/v1/chains/" + api.post(PLAN, plan(LIST)).text("id");
    RawResponse ended = api.get(path + "?wait=1");
    assertEquals("completed", ended.text("state"));
    assertTrue(text(ended).contains("\"answer\":{\"files\":3}"), text(ended));
    assertTrue(text(ended).contains("\"name\":\"list\""), text(ended));
    RawResponse context = api.get(path + "/context");
    assertEquals("{\"file_blobs\":{\"meta\":{\"chain_id\":\"" + ended.text("id")
        + "\"},\"value\":{\"a\":\"hello\"}},\"file_list\":{\"meta\":{\"chain_id\":\"" + ended.text("id")
        + "\"},\"value\":[\"a\"]}}", CanonicalJson.text(context.json().get("artifacts")));
    assertTrue(text(context).contains("\"max_files\":50"), text(context));
    assertTrue(text(api.get("/api/v1/missions/mi-k7f3q2ab-1-1/chains")).contains(ended.text("id")));
    assertEquals(404, api.get("/api/v1/chains/ch-k7f3q2ab-9-9").status());
    assertEquals(400, api.get("/api/v1/chains/k7f3q2ab-9-9").status());
  }

  @Test
  void shouldBeginAChainWithAJob() throws IOException {
    RawResponse begun = api.post("/api/v1/chains", "{\"kind\":\"agent_plan\",\"task\":\"t-k7f3q2ab-1-1\"}");
    assertEquals(202, begun.status(), text(begun));
    Command.BeginChain asked = node.asked(Command.BeginChain.class);
    assertEquals("agent_plan", asked.first().kind());
    assertEquals(Origin.Zone.API, asked.origin().zone());
  }

  @Test
  void shouldNameStepAndFieldThatAreWrong() throws IOException {
    assertField("title", "{\"steps\":[" + LIST + "]}");
    assertField("steps", "{\"title\":\"a\"}");
    assertField("steps", "{\"title\":\"a\",\"steps\":[" + (LIST + ",").repeat(40) + LIST + "]}");
    assertField("steps[1].name", plan(LIST + "," + LIST));
    assertField("steps[0].kind", plan("{\"name\":\"a\"}"));
    assertField("steps[0].kinds", plan("{\"name\":\"a\",\"kind\":\"ping\",\"kinds\":1}"));
    assertField("steps[1]", plan(LIST + ",3"));
    assertField("steps[0].params.path", plan("{\"name\":\"a\",\"kind\":\"read_file\","
        + "\"params\":{\"path\":\"/etc/shadow\"}}"));
    assertField("steps", plan("{\"name\":\"list\",\"kind\":\"ping\",\"depends_on\":[\"list\"]}"));
    assertField("timeout_s", "{\"title\":\"a\",\"timeout_s\":0,\"steps\":[" + LIST + "]}");
    assertField("answer", "{\"title\":\"a\",\"answer\":\"${b.c}\",\"steps\":[" + LIST + "]}");
    assertField("step", "{\"title\":\"a\",\"step\":1,\"steps\":[" + LIST + "]}");
  }

  /** The same words in another order are the same request. */
  @Test
  void shouldNameAPlanByItsKeyAndAllOfItsWords() throws IOException {
    api.post(PLAN, plan(LIST), "Idempotency-Key: \"survey\"");
    RequestKey key = node.asked(Command.SubmitPlan.class).asking().key().orElseThrow();
    assertEquals("survey", key.text());
    api.post(PLAN, plan(LIST).replace("{\"title\"", "{ \"title\""), "Idempotency-Key: survey");
    assertEquals(key, node.asked(Command.SubmitPlan.class).asking().key().orElseThrow());
    api.post(PLAN, plan(LIST).replace("Analyze", "Look"), "Idempotency-Key: survey");
    assertNotEquals(key, node.asked(Command.SubmitPlan.class).asking().key().orElseThrow());
    node.answering(command -> command instanceof Command.ShowChain show
        ? Optional.empty()
        : Optional.of(new Answer.Refused(Answer.Reason.CONFLICT, "idempotency key already names chain", "")));
    assertEquals(409, api.post(PLAN, plan(LIST), "Idempotency-Key: survey").status());
  }

  @Test
  void shouldTakeTheExampleOfTheManual() throws IOException {
    Path example = Path.of(System.getProperty("sheratan.root"), "docs/examples/analyze-folder.json");
    RawResponse taken = api.post(PLAN, Files.readString(example));
    assertEquals(202, taken.status(), text(taken));
  }

  private static String text(RawResponse response) {
    return CanonicalJson.text(response.json());
  }

  private static String plan(String steps) {
    return "{\"title\":\"Analyze\",\"answer\":\"${list.info}\",\"timeout_s\":90,\"steps\":[" + steps + "]}";
  }

  private void assertField(String field, String body) throws IOException {
    RawResponse response = api.post(PLAN, body);
    assertEquals(400, response.status(), body + text(response));
    assertEquals(field, response.text("field"), text(response));
  }
}
