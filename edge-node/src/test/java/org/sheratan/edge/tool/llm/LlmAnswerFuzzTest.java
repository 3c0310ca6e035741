package org.sheratan.edge.tool.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.local.ToolFailure;
import org.sheratan.edge.config.MutatedText;
import org.sheratan.edge.tool.HandAlarm;
import org.sheratan.edge.tool.web.Resolver;
import org.sheratan.edge.tool.web.WebAddress;
import org.sheratan.kernel.SeededEntropy;

/** Lines of a model's endpoint, in both dialects, and plans in what a model writes. */
class LlmAnswerFuzzTest {
  private static final String SIGNS = "{}[]\",:0123456789-.eEdatrufnls\\ \r\n\u0000\u00e9\ud83d";
  private static final String OPENAI = """
      : comment
      data: {"choices":[{"delta":{"content":"LoRa"},"finish_reason":null}]}

      data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":5}}
      data: [DONE]
      """;
  private static final String OLLAMA = """
      {"message":{"content":"LoRa"},"done":false}
      {"message":{"content":""},"done":true,"done_reason":"stop","prompt_eval_count":12,"eval_count":5}
      """;
  private static final String PLAN = "Here: {\"type\":\"followup_jobs\",\"jobs\":[{\"kind\":\"a\",\"params\":{}}]}";
  private final SeededEntropy entropy = new SeededEntropy(20_261_122);
  private final int rounds = Integer.getInteger("sheratan.fuzz", 100_000) / 2;

  @Test
  void shouldTakeOrRefuseWhateverAnEndpointSays() throws IOException {
    for (Dialect dialect : Dialect.values()) {
      LlmClient client = new LlmClient(new LlmSettings(WebAddress.parse("url", "http://127.0.0.1"), dialect,
          List.of("m"), Optional.empty(), 1_000, 100, 0, 0), Resolver.SYSTEM, new HandAlarm());
      for (int round = 0; round < rounds; round++) {
        String text = MutatedText.of(dialect == Dialect.OPENAI ? OPENAI : OLLAMA, SIGNS, entropy.nextInt(6),
            entropy);
        Reply reply = new Reply();
        try {
          hear(client, dialect, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), reply);
        } catch (ToolFailure refused) {
          assertEquals(FailureCode.BAD_ANSWER, refused.code(), text);
        }
        assertEquals(reply.text().getBytes(StandardCharsets.UTF_8).length, reply.bytes(), text);
        assertTrue(reply.finish().matches("[a-z_]*"), text);
        assertTrue(LlmTool.units(reply.usage(new Question("m", "", "p", 9, Optional.empty()),
            client.settings())) >= 0, text);
      }
    }
  }

  private static void hear(LlmClient client, Dialect dialect, InputStream in, Reply reply)
      throws IOException, ToolFailure {
    for (Optional<String> line = LlmClient.line(in); line.isPresent(); line = LlmClient.line(in)) {
      Optional<String> json = dialect.json(line.get()).filter(text -> !text.isEmpty());
      if (json.isPresent()) {
        client.hear(json.get(), reply);
      }
    }
  }

  @Test
  void shouldFindAPlanOrSayThatThereIsNone() {
    for (int round = 0; round < rounds; round++) {
      String text = MutatedText.of(PLAN, SIGNS, entropy.nextInt(6), entropy);
      try {
        assertTrue(PlanTool.envelope(text).get("type") != null, text);
      } catch (ToolFailure refused) {
        assertEquals(FailureCode.BAD_ANSWER, refused.code(), text);
      }
    }
  }
}
