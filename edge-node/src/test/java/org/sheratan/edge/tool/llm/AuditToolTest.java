package org.sheratan.edge.tool.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.audit.AuditCase;
import org.sheratan.core.audit.Ballot;
import org.sheratan.core.gate.GateRules;
import org.sheratan.core.gate.Gates;
import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.Audit.Vote;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.edge.tool.FakeServer;
import org.sheratan.edge.tool.HandAlarm;
import org.sheratan.edge.tool.ToolRig;
import org.sheratan.edge.tool.web.Resolver;
import org.sheratan.edge.tool.web.WebAddress;
import org.sheratan.kernel.Bytes;

class AuditToolTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n\r\n";

  @TempDir
  Path folder;
  private final Gates rules = new Gates(GateRules.DEFAULT, List.of("ping", "write_file")::contains);

  @Test
  void shouldJudgeByTheRulesWhereThereIsNoModel() {
    assertEquals(vote(true, "rules", "no gate here stops it"), judged(Optional.empty(), harmless()));
    assertEquals(
        vote(false, "rules", "G2 capability: kind: shell_exec is forbidden"),
        judged(Optional.empty(), about("shell_exec", "{}", Zone.API)));
    assertEquals(vote(false, "rules", "G3 path: params.path is absolute"),
        judged(Optional.empty(), about("write_file", "{\"path\":\"/etc/passwd\"}", Zone.API)));
    assertEquals("G0 barrier: it is not known where the request comes from",
        judged(Optional.empty(), about("ping", "{}", Zone.UNKNOWN)).reason());
    assertEquals(vote(false, "rules", "G2 capability: needs: shell_exec is forbidden"),
        judged(Optional.empty(),
            new AuditCase(job(), "ping", Json.Obj.EMPTY, List.of("shell_exec"), Zone.API)));
  }

  /** A person's word about a path is not taken back by rules that know no more than those which asked him. */
  @Test
  void shouldNotRefuseWhatAPersonLetPassUnlessItIsForbidden() {
    AuditCase path = about("write_file", "{\"path\":\"/etc/passwd\",\"content\":\"rm -rf /\"}", Zone.API);
    assertEquals("G4 policy: params.content says \"rm -rf /\"",
        judged(Optional.empty(), passed(path, "path_absolute")).reason());
    assertEquals(vote(true, "rules", "no gate here stops it"),
        judged(Optional.empty(), passed(path, "path_absolute", "phrase_hard")));
    AuditCase forbidden = about("write_file", "{\"path\":\"../x\"}", Zone.OUTPUT);
    assertEquals("G3 path: params.path leads upward with ..",
        judged(Optional.empty(), passed(forbidden, "zone_output", "path_upward")).reason());
  }

  private static AuditCase passed(AuditCase asked, String... codes) {
    return new AuditCase(asked.job(), asked.kind(), asked.params(), asked.needs(), asked.origin(),
        List.of(codes));
  }

  @Test
  void shouldLetItsModelJudgeWhatTheRulesLetPass() throws IOException {
    try (
        FakeServer server = FakeServer.saying(answer("{\\\"approve\\\":false,\\\"reason\\\":\\\"odd\\\"}"))) {
      assertEquals(vote(false, "model small", "odd"), judged(model(server), harmless()));
      String asked = server.requests().getFirst();
      assertTrue(asked.contains("write_file") && asked.contains("temperature\":0"), asked);
      judged(model(server), about("shell_exec", "{}", Zone.API));
      assertEquals(1, server.requests().size(), "what the rules stop costs no tokens");
    }
    try (FakeServer server = FakeServer
        .saying(answer("Sure!\\n{\\\"approve\\\":true,\\\"reason\\\":\\\"a note\\\"}\\n"))) {
      assertEquals(vote(true, "model small", "a note"), judged(model(server), harmless()));
    }
  }

  /** A model that says anything else has not approved. */
  @Test
  void shouldBeSilentWhereItsModelDoesNotVote() throws IOException {
    for (String said : List.of("yes", "approve", "{}", "{\\\"approve\\\":true}",
        "{\\\"approve\\\":\\\"true\\\",\\\"reason\\\":\\\"x\\\"}",
        "{\\\"approve\\\":1,\\\"reason\\\":\\\"x\\\"}",
        "{\\\"approve\\\":true,\\\"reason\\\":\\\"x\\\",\\\"for\\\":\\\"all\\\"}",
        "{\\\"approve\\\":true,\\\"approve\\\":false,\\\"reason\\\":\\\"x\\\"}", "}{")) {
      try (FakeServer server = FakeServer.saying(answer(said))) {
        ToolEvent.Failed failed = rig(model(server)).failed(FailureCode.BAD_ANSWER, Ballot.KIND,
            CanonicalJson.text(harmless().asked()));
        assertTrue(failed.retryElsewhere(), said);
      }
    }
  }

  @Test
  void shouldRefuseWhatIsNoCase() {
    for (String params : List.of("{\"case\":\"%\"}", "{\"case\":\"e30=\"}", "{\"case\":\"bm8=\"}")) {
      rig(Optional.empty()).failed(FailureCode.INVALID, Ballot.KIND, params);
    }
  }

  private Vote judged(Optional<AuditTool.Model> model, AuditCase asked) {
    Json.Obj result = rig(model).result("audit", CanonicalJson.text(asked.asked()));
    assertEquals(new Json.Text(asked.hash().toHex()), result.get("case_hash"));
    assertEquals(new Json.Text(asked.job().toString()), result.get("job"));
    return vote(((Json.Bool) result.get("approve")).value(), ((Json.Text) result.get("by")).value(),
        ((Json.Text) result.get("reason")).value());
  }

  private ToolRig rig(Optional<AuditTool.Model> model) {
    return new ToolRig(folder, Ballot.KIND, new AuditTool(rules, model));
  }

  private static Optional<AuditTool.Model> model(FakeServer server) {
    return Optional.of(new AuditTool.Model(
        new LlmClient(new LlmSettings(WebAddress.parse("url", server.url("")), Dialect.OLLAMA,
            List.of("small"), Optional.empty(), 60_000, 100, 0, 0), Resolver.SYSTEM, new HandAlarm()),
        "small"));
  }

  private static String answer(String text) {
    return OK + "{\"message\":{\"content\":\"" + text + "\"},\"done\":true,\"done_reason\":\"stop\"}\n";
  }

  private static AuditCase harmless() {
    return about("write_file", "{\"path\":\"notes.txt\",\"content\":\"hello\"}", Zone.CHAIN);
  }

  private static AuditCase about(String kind, String params, Zone from) {
    return new AuditCase(job(), kind, JsonReader.readObject(Bytes.utf8(params)), List.of(), from);
  }

  private static JobId job() {
    return new JobId("k7f3q2ab", 3, 17);
  }

  private static Vote vote(boolean approve, String by, String reason) {
    return new Vote(approve, by, reason);
  }
}
