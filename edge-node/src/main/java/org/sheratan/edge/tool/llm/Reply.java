package org.sheratan.edge.tool.llm;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.local.ToolFailure;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** An answer as it comes. */
final class Reply {
  private static final long MAX_TOKENS = 1_000_000_000;
  /** A token of English has about four characters (OpenAI, "What are tokens"). */
  private static final int CHARS_PER_TOKEN = 4;
  /** At most 3 bytes each on the wire. */
  private static final int SHOWN_CHARS = 1_000;

  private final StringBuilder text = new StringBuilder();
  private String finish = "";
  private long bytes;
  private boolean ended;
  private boolean broken;
  private OptionalLong promptTokens = OptionalLong.empty();
  private OptionalLong answerTokens = OptionalLong.empty();

  void add(String piece) {
    text.append(piece);
    bytes += piece.getBytes(StandardCharsets.UTF_8).length;
  }

  void finish(String reason) {
    finish = reason.replaceAll("[^a-z_]", "");
  }

  void counted(Json prompt, Json answer) {
    promptTokens = tokens(prompt);
    answerTokens = tokens(answer);
  }

  /** The endpoint says that it is done. */
  void end() {
    ended = true;
  }

  /** The endpoint says that it failed. */
  void broke() {
    broken = true;
  }

  boolean ended() {
    return ended;
  }

  boolean broken() {
    return broken;
  }

  /** Whether all of it came: the endpoint said why it ended. */
  boolean whole() {
    return !finish.isEmpty() && !broken;
  }

  int chars() {
    return text.length();
  }

  /** Of its text in UTF-8. */
  long bytes() {
    return bytes;
  }

  String text() {
    return text.toString();
  }

  /** Its end, for those who watch it grow. */
  Interim soFar() {
    int from = Math.max(0, text.length() - SHOWN_CHARS);
    int whole = from > 0 && Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    return Interim.NONE.with(Json.Obj.EMPTY.with("content", text.substring(whole)));
  }

  /**
   * The JSON object in a model's text; models like to put a fence around it, and a word before it.
   *
   * @param what it is to be, such as a plan
   */
  static Json.Obj object(String text, String what) throws ToolFailure {
    int begin = text.indexOf('{');
    int end = text.lastIndexOf('}');
    if (begin < 0 || end < begin) {
      throw unusable(what, "no JSON object");
    }
    try {
      return JsonReader.readObject(Bytes.utf8(text.substring(begin, end + 1)));
    } catch (MalformedException broken) {
      throw unusable(what, "broken JSON");
    }
  }

  /** Asked again, a model may do better. */
  static ToolFailure unusable(String what, String why) {
    return ToolFailure.here(FailureCode.BAD_ANSWER, "the model's " + what + " is " + why);
  }

  String finish() {
    return finish;
  }

  /** Estimated by length, and marked so, where the endpoint does not count. */
  Json.Obj usage(Question question, LlmSettings settings) {
    boolean told = promptTokens.isPresent() && answerTokens.isPresent();
    long prompt = told ? promptTokens.getAsLong() : estimated(question.chars());
    long answer = told ? answerTokens.getAsLong() : estimated(text.length());
    long micros = (prompt * settings.promptMicros() + answer * settings.answerMicros() + 999) / 1000;
    return Json.Obj.EMPTY.with("prompt_tokens", prompt).with("completion_tokens", answer)
        .with("total_tokens", prompt + answer).with("cost_micros", micros).with("estimated", !told);
  }

  private static long estimated(int chars) {
    return (chars + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
  }

  private static OptionalLong tokens(Json count) {
    return count instanceof Json.Int(BigInteger value) && value.signum() >= 0
        && value.compareTo(BigInteger.valueOf(MAX_TOKENS)) <= 0
            ? OptionalLong.of(value.longValueExact())
            : OptionalLong.empty();
  }
}
