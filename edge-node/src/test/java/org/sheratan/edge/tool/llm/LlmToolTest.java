package org.sheratan.edge.tool.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.edge.tool.FakeServer;
import org.sheratan.edge.tool.HandAlarm;
import org.sheratan.edge.tool.SilentServer;
import org.sheratan.edge.tool.ToolRig;
import org.sheratan.edge.tool.web.Resolver;
import org.sheratan.edge.tool.web.WebAddress;

class LlmToolTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
  private static final String OPENAI = OK + ": hello\n\n" + said("LoRa is ") + said("a radio.")
      + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
      + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":5}}\r\n\r\ndata: [DONE]\n\n";
  private static final String OLLAMA = OK
      + "{\"message\":{\"role\":\"assistant\",\"content\":\"LoRa is \"},\"done\":false}\n"
      + "{\"message\":{\"content\":\"a radio.\"},\"done\":false}\n{\"message\":{\"content\":\"\"},\"done\":true,"
      + "\"done_reason\":\"stop\",\"prompt_eval_count\":12,\"eval_count\":5}\n";
  private static final String ASKED = "{\"prompt\":\"What is LoRa?\"}";

  @TempDir
  Path folder;
  private final HandAlarm alarm = new HandAlarm();
  private Optional<Path> key = Optional.empty();
  private Resolver resolver = Resolver.SYSTEM;

  private static String said(String text) {
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
  }

  private LlmClient client(String url, Dialect dialect) {
    return new LlmClient(
        new LlmSettings(WebAddress.parse("url", url), dialect, List.of("small", "large"), key,
            60_000, 100, 1_000, 3_000),
        resolver, alarm);
  }

  private ToolRig rig(FakeServer server, Dialect dialect) {
    return new ToolRig(folder, "llm_call", new LlmTool(client(server.url(""), dialect)));
  }

  @Test
  void shouldAskBothKindsOfEndpoints() throws IOException {
    String result = "{\"action\":\"llm_call_result\",\"content\":\"LoRa is a radio.\",\"finish\":\"stop\",\"model\":\"small\","
        + "\"ok\":true,\"usage\":{\"completion_tokens\":5,\"cost_micros\":27,\"estimated\":false,\"prompt_tokens\":12,"
        + "\"total_tokens\":17}}";
    try (FakeServer openai = FakeServer.saying(OPENAI); FakeServer ollama = FakeServer.saying(OLLAMA)) {
      assertEquals(result, CanonicalJson.text(rig(openai, Dialect.OPENAI).result("llm_call", ASKED)));
      assertEquals(result, CanonicalJson.text(rig(ollama, Dialect.OLLAMA).result("llm_call", ASKED)));
      assertTrue(openai.requests().getFirst().startsWith("POST /v1/chat/completions HTTP/1.1\r\n"));
      assertTrue(openai.requests().getFirst()
          .endsWith("\r\n\r\n{\"max_tokens\":100,\"messages\":[{\"content\":"
              + "\"What is LoRa?\",\"role\":\"user\"}],\"model\":\"small\",\"stream\":true,"
              + "\"stream_options\":{\"include_usage\":true}}"));
      assertTrue(ollama.requests().getFirst().startsWith("POST /api/chat HTTP/1.1\r\n"));
      assertTrue(ollama.requests().getFirst().endsWith("{\"messages\":[{\"content\":\"What is LoRa?\","
          + "\"role\":\"user\"}],\"model\":\"small\",\"options\":{\"num_predict\":100},\"stream\":true}"));
      assertTrue(alarm.quiet(), "alarms are taken back");
    }
  }

  @Test
  void shouldHandInTheAnswerAsItComes() throws IOException {
    String end = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    try (FakeServer server = FakeServer.saying(OPENAI);
        FakeServer tall = FakeServer.saying(OK + said("x") + said("\ud83d\ude00".repeat(600)) + end)) {
      ToolRig rig = rig(server, Dialect.OPENAI);
      rig.result("llm_call", ASKED);
      ToolEvent.Progressed first = rig.told.remove();
      assertEquals(Json.Obj.EMPTY.with("content", "LoRa is "), first.said().partial().orElseThrow());
      assertEquals(8 / 400.0, first.done());
      assertEquals(Json.Obj.EMPTY.with("content", "LoRa is a radio."),
          rig.told.remove().said().partial().orElseThrow());
      ToolRig watched = rig(tall, Dialect.OPENAI);
      watched.result("llm_call", ASKED);
      watched.told.remove();
      assertEquals(Json.Obj.EMPTY.with("content", "\ud83d\ude00".repeat(500)),
          watched.told.remove().said().partial().orElseThrow(), "its end");
    }
  }

  @Test
  void shouldAskAsTheJobWantsWithinWhatTheNodeAllows() throws IOException {
    try (FakeServer server = FakeServer.saying(OPENAI)) {
      ToolRig rig = rig(server, Dialect.OPENAI);
      rig.result("llm_call",
          "{\"prompt\":\"p\",\"system\":\"s\",\"model\":\"large\",\"max_tokens\":32000,\"temperature\":0.5}");
      assertTrue(server.requests().getFirst().endsWith("{\"max_tokens\":100,\"messages\":[{\"content\":\"s\","
          + "\"role\":\"system\"},{\"content\":\"p\",\"role\":\"user\"}],\"model\":\"large\",\"stream\":true,"
          + "\"stream_options\":{\"include_usage\":true},\"temperature\":0.5}"),
          server.requests().getFirst());
      assertTrue(rig.failed(FailureCode.NOT_FOUND, "llm_call", "{\"prompt\":\"p\",\"model\":\"huge\"}")
          .retryElsewhere());
      rig.failed(FailureCode.INVALID, "llm_call", "{\"prompt\":\"\"}");
      rig.failed(FailureCode.INVALID, "llm_call", "{\"prompt\":\"p\",\"promt\":\"\"}");
    }
  }

  @Test
  void shouldEstimateTokensAndSaySoWhereNobodyCounts() throws IOException {
    try (FakeServer server = FakeServer
        .saying(
            OK + said("12345") + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\n")) {
      ToolRig rig = rig(server, Dialect.OPENAI);
      rig.start("llm_call", ASKED);
      ToolEvent.Finished finished = (ToolEvent.Finished) rig.end();
      assertEquals(
          "{\"completion_tokens\":2,\"cost_micros\":10,\"estimated\":true,\"prompt_tokens\":4,\"total_tokens\":6}",
          CanonicalJson.text(finished.result().get("usage")));
      assertEquals(new Json.Text("length"), finished.result().get("finish"));
      assertEquals(6, finished.units());
    }
  }

  @Test
  void shouldSendItsKeyAndNeverShowIt() throws IOException {
    Path file = folder.resolve("key");
    Files.writeString(file, "sk-secret\n");
    key = Optional.of(file);
    try (FakeServer server = FakeServer.saying("HTTP/1.1 401 No\r\n\r\nsk-secret")) {
      ToolEvent.Failed failed = rig(server, Dialect.OPENAI).failed(FailureCode.DENIED, "llm_call", ASKED);
      assertFalse(failed.toString().contains("secret"));
      assertTrue(server.requests().getFirst().contains("\r\nAuthorization: Bearer sk-secret\r\n"));
      Files.writeString(file, "two\nlines");
      rig(server, Dialect.OPENAI).failed(FailureCode.DENIED, "llm_call", ASKED);
      Files.delete(file);
      rig(server, Dialect.OPENAI).failed(FailureCode.DENIED, "llm_call", ASKED);
      assertEquals(1, server.requests().size());
    }
  }

  /** A named pipe gave its thread away for ever. */
  @Test
  void shouldNotWaitForAKeyFileThatIsAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    key = Optional.of(pipe);
    try (FakeServer server = FakeServer.saying(OPENAI)) {
      rig(server, Dialect.OPENAI).failed(FailureCode.DENIED, "llm_call", ASKED);
      assertEquals(List.of(), server.requests());
      assertTrue(alarm.quiet());
    }
  }

  @Test
  void shouldTakeABaseUrlWithOrWithoutV1() throws IOException {
    for (String base : List.of("", "/", "/v1", "/v1/", "/proxy/v1")) {
      try (FakeServer server = FakeServer.saying(OPENAI)) {
        new ToolRig(folder, "llm_call", new LlmTool(client(server.url(base), Dialect.OPENAI)))
            .result("llm_call", ASKED);
        String asked = server.requests().getFirst();
        String there = base.startsWith("/proxy") ? "/proxy" : "";
        assertTrue(asked.startsWith("POST " + there + "/v1/chat/completions HTTP/1.1\r\n"), asked);
      }
    }
  }

  /** What has as many characters as a result may have bytes is too large, and was paid for. */
  @Test
  void shouldMeasureAnAnswerInBytes() throws IOException {
    String stop = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    String half = said("\u20ac".repeat(LlmClient.MAX_BYTES / 6));
    try (FakeServer fits = FakeServer.saying(OK + half + half + stop);
        FakeServer large = FakeServer.saying(OK + half + half + said("\u20ac") + stop)) {
      rig(fits, Dialect.OPENAI).result("llm_call", ASKED);
      rig(large, Dialect.OPENAI).failed(FailureCode.RESULT_TOO_LARGE, "llm_call", ASKED);
    }
  }

  @Test
  void shouldNotSendItsKeyToAnotherMachineInTheClear() throws IOException {
    key = Optional.of(Files.writeString(folder.resolve("key"), "sk-secret"));
    resolver = host -> List.of(InetAddress.getByAddress(host, new byte[]{(byte) 192, 0, 2, 1}));
    new ToolRig(folder, "llm_call", new LlmTool(client("http://llm.example.org", Dialect.OPENAI)))
        .failed(FailureCode.DENIED, "llm_call", ASKED);
  }

  @Test
  void shouldSayWhatAnEndpointRefuses() throws IOException {
    record Case(String answer, String code) {}
    for (Case one : List.of(new Case("HTTP/1.1 404 X\r\n\r\n", FailureCode.NOT_FOUND),
        new Case("HTTP/1.1 429 X\r\n\r\n", FailureCode.BUSY),
        new Case("HTTP/1.1 503 X\r\n\r\n", FailureCode.BUSY),
        new Case("HTTP/1.1 500 X\r\n\r\n", FailureCode.BAD_ANSWER),
        new Case("HTTP/1.1 302 X\r\nLocation: http://evil.test/\r\n\r\n", FailureCode.BAD_ANSWER),
        new Case("", FailureCode.BAD_ANSWER))) {
      try (FakeServer server = FakeServer.saying(one.answer())) {
        rig(server, Dialect.OPENAI).failed(one.code(), "llm_call", ASKED);
      }
    }
  }

  @Test
  void shouldTakeNoHalfAnswerForAWhole() throws IOException {
    for (String answer : List.of(OK, OK + said("half"), OK + said("half") + "data: [DONE]\n\n",
        OK + "data: {\n\n",
        OK + "data: []\n\n", OK + "data: \"x\"\n", OK + "data: {\"a\":1,\"a\":2}\n",
        OK + "data: " + "[".repeat(5000) + "\n", OK + "data: " + "x".repeat(40_000) + "\n",
        OK + "data: {\"choices\":3}\n",
        OK + "data: {\"choices\":[{\"delta\":7,\"finish_reason\":{}}],\"usage\":[]}\n",
        OK + "data: {\"choices\":[{\"delta\":{\"content\":[]}}]}\n")) {
      try (FakeServer server = FakeServer.saying(answer)) {
        rig(server, Dialect.OPENAI).failed(FailureCode.BAD_ANSWER, "llm_call", ASKED);
      }
    }
    for (String answer : List.of(OK + "{\"error\":\"model crashed\"}\n", OK + "nonsense\n",
        OK + "{\"message\":{\"content\":\"x\"},\"done\":false}\n")) {
      try (FakeServer server = FakeServer.saying(answer)) {
        rig(server, Dialect.OLLAMA).failed(FailureCode.BAD_ANSWER, "llm_call", ASKED);
      }
    }
  }

  @Test
  void shouldEndAnEndlessStream() throws IOException {
    try (FakeServer words = endless(said("and so on ")); FakeServer air = endless(": nothing\n\n")) {
      rig(words, Dialect.OPENAI).failed(FailureCode.RESULT_TOO_LARGE, "llm_call", ASKED);
      rig(air, Dialect.OPENAI).failed(FailureCode.TOO_LARGE, "llm_call", ASKED);
    }
  }

  private static FakeServer endless(String piece) throws IOException {
    byte[] pieces = piece.repeat(200).getBytes(StandardCharsets.UTF_8);
    return new FakeServer((request, out) -> {
      out.write(OK.getBytes(StandardCharsets.US_ASCII));
      while (true) {
        out.write(pieces);
      }
    });
  }

  @Test
  void shouldEndASlowStreamWhenTimeIsOverAndWhenStopped() throws IOException, InterruptedException {
    SilentServer.assertEnds(folder, alarm, OK + said("one word"), "llm_call",
        url -> new LlmTool(client(url, Dialect.OPENAI)), url -> ASKED);
  }

  @Test
  void shouldMakeAPlanOutOfWhatAModelSays() throws IOException {
    String plan = "{\\\"type\\\":\\\"followup_jobs\\\",\\\"jobs\\\":[{\\\"kind\\\":\\\"read_file\\\",\\\"params\\\":{\\\"path\\\":\\\"a\\\"}}]}";
    String stop = "data: {\"choices\":[{\"finish_reason\":\"stop\"}]}\n\n";
    try (FakeServer server = FakeServer.saying(OK + said("Here:\\n```json\\n" + plan + "\\n```") + stop)) {
      ToolRig rig = new ToolRig(folder, "agent_plan",
          new PlanTool(client(server.url("/llm/"), Dialect.OPENAI), ToolCatalog.standard()));
      Json.Obj result = rig.result("agent_plan", "{\"user_prompt\":\"Read a.\",\"project_root\":\".\"}");
      assertEquals("{\"jobs\":[{\"kind\":\"read_file\",\"params\":{\"path\":\"a\"}}],\"lcp_version\":\"1\","
          + "\"model\":\"small\",\"ok\":true,\"type\":\"followup_jobs\"}",
          CanonicalJson.text(result.without("usage")));
      String asked = server.requests().getFirst();
      assertTrue(asked.startsWith("POST /llm/v1/chat/completions "), asked);
      assertTrue(asked.contains("- read_file: Reads one text file. params: "), asked);
    }
    for (String text : List.of("I cannot.", "{\\\"type\\\":\\\"jobs\\\"}", "{{", "}{",
        "{\\\"type\\\":\\\"followup_jobs\\\"}")) {
      try (FakeServer server = FakeServer.saying(OK + said(text) + stop)) {
        new ToolRig(folder, "agent_plan",
            new PlanTool(client(server.url(""), Dialect.OPENAI), ToolCatalog.standard()))
            .failed(FailureCode.BAD_ANSWER, "agent_plan", "{\"user_prompt\":\"Read a.\"}");
      }
    }
  }
}
