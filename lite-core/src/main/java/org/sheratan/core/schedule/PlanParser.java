package org.sheratan.core.schedule;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.schedule.PlanWords.Word;
import org.sheratan.core.schedule.Watch.Comparison;
import org.sheratan.kernel.MalformedException;

/**
 * Reads a schedule as people say it, such as
 * {@code every 15 min read_sensor name=roof when value > 30 then message node-b2 "Too hot"}.
 *
 * <pre>
 * schedule  = "every" number unit job [ "when" [ path ] sign number "then" ( "message" to text | "run" job ) ]
 * unit      = "s" | "min" | "h" | "d"
 * job       = kind { name "=" value }        value: number, true, false, else text; in quotes always text
 * path      = name { "." name }              without one: value
 * sign      = "&gt;" | "&gt;=" | "&lt;" | "&lt;=" | "==" | "!="
 * </pre>
 */
public final class PlanParser {
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_-]{0,63}";
  private static final String NUMBER = "-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,9})?";
  private static final String WHOLE = "[1-9][0-9]{0,8}";
  private static final int MAX_PARAMS = 32;
  private static final int MAX_STEPS = 8;
  private static final List<String> WATCHED = List.of("value");

  private PlanParser() {}

  /** @throws MalformedException with the offset of the character where it goes wrong */
  public static Plan parse(String text) {
    PlanWords words = new PlanWords(text);
    keyword(words, "every");
    long everyMs = everyMs(words);
    JobSpec job = job(words);
    Optional<Watch> watch = words.takes("when") ? Optional.of(watch(words)) : Optional.empty();
    if (words.more()) {
      throw words.peek()
          .wrong(watch.isPresent() ? "expected the end" : "expected name=value, \"when\" or the end");
    }
    return new Plan(everyMs, job, watch);
  }

  private static void keyword(PlanWords words, String keyword) {
    Word word = words.take("\"" + keyword + "\"");
    if (!word.is(keyword)) {
      throw word.wrong("expected \"" + keyword + "\"");
    }
  }

  private static long everyMs(PlanWords words) {
    Word number = words.take("a number");
    if (!number.text().matches(WHOLE)) {
      throw number.wrong("expected a whole number, such as 15");
    }
    Word unit = words.take("a unit: s, min, h or d");
    long unitMs = switch (unit.text()) {
      case "s" -> 1_000L;
      case "min" -> 60_000L;
      case "h" -> 3_600_000L;
      case "d" -> 24 * 3_600_000L;
      default -> throw unit.wrong("expected s, min, h or d");
    };
    long everyMs = Long.parseLong(number.text()) * unitMs;
    if (everyMs < Plan.MIN_EVERY_MS || everyMs > Plan.MAX_EVERY_MS) {
      throw number.wrong("expected 10 s to 366 d");
    }
    return everyMs;
  }

  private static JobSpec job(PlanWords words) {
    Word kind = words.take("the kind of job");
    if (!JobSpec.isKind(kind.text())) {
      throw kind.wrong("expected the kind of job, such as list_files");
    }
    Json.Obj params = Json.Obj.EMPTY;
    while (words.more() && !words.peek().is("when")) {
      Word word = words.take("name=value");
      int equals = word.text().indexOf('=');
      if (equals < 0 || equals >= word.bare() || !word.text().substring(0, equals).matches(NAME)) {
        throw word.wrong("expected name=value, \"when\" or the end");
      }
      String name = word.text().substring(0, equals);
      if (params.get(name) != null) {
        throw word.wrong(name + " is there twice");
      }
      if (params.fields().size() == MAX_PARAMS) {
        throw word.wrong("more than " + MAX_PARAMS + " parameters");
      }
      params = params.with(name, value(word, equals + 1));
    }
    return JobSpec.of(kind.text(), params);
  }

  private static Json value(Word word, int start) {
    String text = word.text().substring(start);
    if (word.bare() < word.text().length() || word.bare() == start && text.isEmpty()) {
      return new Json.Text(text);
    }
    if (text.equals("true") || text.equals("false")) {
      return new Json.Bool(text.equals("true"));
    }
    if (!text.matches(NUMBER)) {
      return new Json.Text(text);
    }
    return text.contains(".") ? new Json.Real(Double.parseDouble(text)) : new Json.Int(new BigInteger(text));
  }

  private static Watch watch(PlanWords words) {
    Word first = words.take("what to look at, or a sign such as >");
    List<String> path = sign(first).isPresent() ? WATCHED : path(first);
    Comparison sign = sign(first).or(() -> sign(words.take("a sign such as >")))
        .orElseThrow(() -> first.wrong("expected one of > >= < <= == != after it"));
    Word bound = words.take("a number");
    if (!bound.text().matches(NUMBER)) {
      throw bound.wrong("expected a number");
    }
    keyword(words, "then");
    return new Watch(path, sign, Double.parseDouble(bound.text()), then(words));
  }

  private static Optional<Comparison> sign(Word word) {
    return Arrays.stream(Comparison.values()).filter(sign -> word.is(sign.sign())).findFirst();
  }

  private static List<String> path(Word word) {
    List<String> steps = List.of(word.text().split("\\.", -1));
    if (steps.size() > MAX_STEPS || !steps.stream().allMatch(step -> step.matches("[A-Za-z0-9_-]{1,64}"))) {
      throw word.wrong("expected what to look at, such as value or files.0.size, or a sign such as >");
    }
    return steps;
  }

  private static Watch.Then then(PlanWords words) {
    if (words.takes("run")) {
      return new Watch.Run(job(words));
    }
    Word word = words.take("\"message\" or \"run\"");
    if (!word.is("message")) {
      throw word.wrong("expected \"message\" or \"run\"");
    }
    String to = words.take("the node the message is for").text();
    return new Watch.Say(to, words.take("the text, in quotes").text());
  }
}
