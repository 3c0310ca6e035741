package org.sheratan.edge.tool.llm;

import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.edge.tool.web.WebAddress;

/** How an endpoint is spoken to: the body of a question, and what a line of the answer says. */
public enum Dialect {
  /** Chat completions, streamed as server-sent events (platform.openai.com, API reference). */
  OPENAI("/v1/chat/completions") {
    @Override
    Json.Obj ask(Question question) {
      Json.Obj body = Json.Obj.EMPTY.with("model", question.model()).with("messages", question.messages())
          .with("stream", true).with("max_tokens", question.maxTokens())
          .with("stream_options", Json.Obj.EMPTY.with("include_usage", true));
      return question.temperature().map(value -> body.with("temperature", value)).orElse(body);
    }

    @Override
    Optional<String> json(String line) {
      // Comments and other fields of the event stream (HTML Standard, 9.2.6) say nothing here.
      return line.startsWith("data:") ? Optional.of(line.substring(5).strip()) : Optional.empty();
    }

    @Override
    void hear(Json.Obj piece, Reply reply) {
      if (piece.get("choices") instanceof Json.Arr choices && !choices.items().isEmpty()
          && choices.items().getFirst() instanceof Json.Obj choice) {
        if (choice.get("delta") instanceof Json.Obj delta && delta.get("content") instanceof Json.Text text) {
          reply.add(text.value());
        }
        if (choice.get("finish_reason") instanceof Json.Text reason) {
          reply.finish(reason.value());
        }
      }
      if (piece.get("usage") instanceof Json.Obj usage) {
        reply.counted(usage.get("prompt_tokens"), usage.get("completion_tokens"));
      }
    }
  },

  /** One JSON object a line (Ollama, docs/api.md, "Generate a chat completion"). */
  OLLAMA("/api/chat") {
    @Override
    Json.Obj ask(Question question) {
      Json.Obj options = Json.Obj.EMPTY.with("num_predict", question.maxTokens());
      return Json.Obj.EMPTY.with("model", question.model()).with("messages", question.messages())
          .with("stream", true).with("options",
              question.temperature().map(value -> options.with("temperature", value)).orElse(options));
    }

    @Override
    Optional<String> json(String line) {
      return Optional.of(line.strip());
    }

    @Override
    void hear(Json.Obj piece, Reply reply) {
      if (piece.get("error") instanceof Json.Text) {
        reply.broke();
      }
      if (piece.get("message") instanceof Json.Obj message
          && message.get("content") instanceof Json.Text text) {
        reply.add(text.value());
      }
      if (piece.get("done") instanceof Json.Bool(boolean done) && done) {
        reply.finish(piece.get("done_reason") instanceof Json.Text reason ? reason.value() : "stop");
        reply.counted(piece.get("prompt_eval_count"), piece.get("eval_count"));
        reply.end();
      }
    }
  };

  private static final String VERSION = "/v1";

  private final String path;

  Dialect(String path) {
    this.path = path;
  }

  /** Below the endpoint's own path. */
  String path() {
    return path;
  }

  /** Whether or not the base of the endpoint names the version that its paths begin with. */
  static WebAddress below(WebAddress endpoint, String path) {
    boolean versioned = endpoint.target().matches(".*/v1/*") && path.startsWith(VERSION);
    return endpoint.below(versioned ? path.substring(VERSION.length()) : path);
  }

  abstract Json.Obj ask(Question question);

  /** Where the endpoint lists its models, and under which names. */
  String listPath() {
    return this == OLLAMA ? "/api/tags" : "/v1/models";
  }

  String listMember() {
    return this == OLLAMA ? "models" : "data";
  }

  String nameMember() {
    return this == OLLAMA ? "name" : "id";
  }

  /** Where it tells more of one model; empty where it does not. */
  Optional<String> showPath() {
    return this == OLLAMA ? Optional.of("/api/show") : Optional.empty();
  }

  /** What a line says; empty when nothing. */
  abstract Optional<String> json(String line);

  abstract void hear(Json.Obj piece, Reply reply);
}
