package org.sheratan.edge.tool.llm;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonLimits;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.store.disk.PlainFile;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.local.Alarm;
import org.sheratan.core.tool.local.Run;
import org.sheratan.core.tool.local.ToolFailure;
import org.sheratan.edge.tool.web.Resolver;
import org.sheratan.edge.tool.web.WebCall;
import org.sheratan.edge.tool.web.WebLimits;
import org.sheratan.edge.tool.web.WebRequest;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** Asks a model and listens, as far as its settings allow; whatever the endpoint sends is bounded. */
public final class LlmClient {
  /** Of a text that fits a result, in UTF-8. */
  static final int MAX_BYTES = 48 * 1024;
  private static final int IDLE_MS = 120_000;
  private static final long STREAM_BYTES = 8L * 1024 * 1024;
  private static final int DOCUMENT_BYTES = 128 * 1024;
  private static final int LINE_BYTES = 32 * 1024;
  private static final int KEY_BYTES = 4 * 1024;

  private final LlmSettings settings;
  private final Resolver resolver;
  private final Alarm alarm;

  public LlmClient(LlmSettings settings, Resolver resolver, Alarm alarm) {
    this.settings = settings;
    this.resolver = resolver;
    this.alarm = alarm;
  }

  LlmSettings settings() {
    return settings;
  }

  Reply ask(Question question, Run run) throws ToolFailure {
    try (WebCall call = call(run)) {
      Optional<String> key = key();
      WebRequest request = request("POST", settings.dialect().path(), key,
          CanonicalJson.bytes(settings.dialect().ask(question)));
      WebCall.Answer answer = call.ask(request, address -> mayHaveKey(address, key));
      checkStatus(answer.status(), question.model());
      return heard(call, request, answer.body(), question, run);
    }
  }

  /** As many requests as wanted, within the time of one. */
  WebCall call(Run run) {
    return new WebCall(run,
        new WebLimits(settings.timeoutMs(), (int) Math.min(IDLE_MS, settings.timeoutMs()), STREAM_BYTES),
        resolver, alarm);
  }

  /**
   * What the endpoint says below {@code path}.
   *
   * @param body sent unless it is empty
   * @param about what is missing where it says 404
   */
  Json.Obj tell(WebCall call, String path, Bytes body, String about) throws ToolFailure {
    Optional<String> key = key();
    WebRequest request = request(body.length() == 0 ? "GET" : "POST", path, key, body);
    WebCall.Answer answer = call.ask(request, address -> mayHaveKey(address, key));
    checkStatus(answer.status(), about);
    try {
      return JsonReader.readObject(Bytes.copyOf(answer.body().readNBytes(DOCUMENT_BYTES + 1)),
          JsonLimits.STANDARD.withMaxBytes(DOCUMENT_BYTES));
    } catch (IOException failed) {
      throw call.failure(failed, request.to());
    } catch (MalformedException broken) {
      throw ToolFailure.here(FailureCode.BAD_ANSWER,
          "the model's endpoint sends what is no JSON object of at most 128 KiB and 10,000 values");
    }
  }

  private WebRequest request(String method, String path, Optional<String> key, Bytes body) {
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("Content-Type", "application/json");
    key.ifPresent(secret -> fields.put("Authorization", "Bearer " + secret));
    return new WebRequest(method, Dialect.below(settings.endpoint(), path), fields, body);
  }

  private void mayHaveKey(InetAddress address, Optional<String> key) throws ToolFailure {
    if (key.isPresent() && !settings.endpoint().secure() && !address.isLoopbackAddress()) {
      throw ToolFailure.here(FailureCode.DENIED,
          "the endpoint's key is not sent to another machine without TLS");
    }
  }

  private static void checkStatus(int status, String model) throws ToolFailure {
    switch (status) {
      case 200 -> {
        // The answer follows.
      }
      case 401, 403 ->
        throw ToolFailure.here(FailureCode.DENIED, "the model's endpoint refuses this node's key");
      case 404 -> throw ToolFailure.here(FailureCode.NOT_FOUND, "the endpoint does not know " + model);
      case 429, 503 -> throw ToolFailure.here(FailureCode.BUSY, "the model's endpoint is busy");
      default -> throw ToolFailure.here(FailureCode.BAD_ANSWER, "the model's endpoint answers " + status);
    }
  }

  private Reply heard(WebCall call, WebRequest request, InputStream body, Question question, Run run)
      throws ToolFailure {
    try {
      return heard(body, question, run);
    } catch (IOException failed) {
      throw call.failure(failed, request.to());
    }
  }

  private Reply heard(InputStream body, Question question, Run run) throws IOException, ToolFailure {
    Reply reply = new Reply();
    InputStream in = new BufferedInputStream(body);
    for (Optional<String> line = line(in); line.isPresent() && !reply.ended(); line = line(in)) {
      run.check();
      Optional<String> json = settings.dialect().json(line.get()).filter(text -> !text.isEmpty());
      if (json.isPresent()) {
        hear(json.get(), reply);
        run.handIn(reply.chars() / (4.0 * question.maxTokens()), reply.soFar());
      }
    }
    if (!reply.whole()) {
      throw ToolFailure.here(FailureCode.BAD_ANSWER, "the model's endpoint broke off");
    }
    return reply;
  }

  void hear(String json, Reply reply) throws ToolFailure {
    if (json.equals("[DONE]")) {
      reply.end();
      return;
    }
    try {
      settings.dialect().hear(JsonReader.readObject(Bytes.utf8(json)), reply);
    } catch (MalformedException broken) {
      throw ToolFailure.here(FailureCode.BAD_ANSWER, "the model's endpoint sends what is no JSON object");
    }
    if (reply.bytes() > MAX_BYTES) {
      throw ToolFailure.everywhere(FailureCode.RESULT_TOO_LARGE,
          "the answer is longer than " + MAX_BYTES + " bytes");
    }
  }

  /** Read anew for each call, so that it can be changed; never shown. */
  private Optional<String> key() throws ToolFailure {
    if (settings.keyFile().isEmpty()) {
      return Optional.empty();
    }
    Path file = settings.keyFile().get();
    try {
      String key = new String(PlainFile.read(file, KEY_BYTES), StandardCharsets.US_ASCII).strip();
      if (!key.matches("[!-~]+")) {
        throw ToolFailure.here(FailureCode.DENIED,
            "this node's key file for the model's endpoint holds no key");
      }
      return Optional.of(key);
    } catch (IOException unreadable) {
      throw ToolFailure.here(FailureCode.DENIED, "this node cannot read its key for the model's endpoint");
    }
  }

  static Optional<String> line(InputStream in) throws IOException, ToolFailure {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int each = in.read(); each != '\n'; each = in.read()) {
      if (each < 0) {
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8));
      }
      if (line.size() == LINE_BYTES) {
        throw ToolFailure.here(FailureCode.BAD_ANSWER, "the model's endpoint sends a line beyond 32 KiB");
      }
      line.write(each);
    }
    return Optional.of(line.toString(StandardCharsets.UTF_8));
  }
}
