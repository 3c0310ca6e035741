package org.sheratan.edge.tool.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;

/** What a model is asked. */
record Question(String model, String system, String prompt, int maxTokens, Optional<Json> temperature) {
  /** As both dialects write it. */
  Json.Arr messages() {
    List<Json> messages = new ArrayList<>();
    if (!system.isEmpty()) {
      messages.add(Json.Obj.EMPTY.with("role", "system").with("content", system));
    }
    messages.add(Json.Obj.EMPTY.with("role", "user").with("content", prompt));
    return new Json.Arr(messages);
  }

  int chars() {
    return system.length() + prompt.length();
  }
}
