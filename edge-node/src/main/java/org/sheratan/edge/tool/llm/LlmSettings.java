package org.sheratan.edge.tool.llm;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.sheratan.edge.tool.web.WebAddress;

/**
 * @param models that jobs may ask for; the first is the usual one
 * @param keyFile holds the endpoint's key; empty where it wants none
 * @param timeoutMs of one call
 * @param maxTokens of one answer
 * @param promptMicros what 1,000 tokens asked cost, in millionths of a token of money
 * @param answerMicros what 1,000 tokens answered cost
 */
public record LlmSettings(WebAddress endpoint, Dialect dialect, List<String> models, Optional<Path> keyFile,
    long timeoutMs, int maxTokens, long promptMicros, long answerMicros) {
  public LlmSettings {
    models = List.copyOf(models);
  }
}
