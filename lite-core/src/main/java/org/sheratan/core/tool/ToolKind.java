package org.sheratan.core.tool;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;

/**
 * What is known of a tool without running it: everything said of its parameters, to people and to programs, is this.
 *
 * @param name such as {@code read_file}
 * @param description one sentence
 * @param idempotent running twice has the effect of running once
 * @param unit what its receipts count, such as {@code byte}
 * @param schema of its parameters, an object's
 * @param rules what a schema cannot say; they see parameters that it has completed
 * @param elsewhere whether somebody else does it and this node only waits, for as long as nobody comes
 */
public record ToolKind(String name, String description, boolean idempotent, String unit, Schema schema,
    Rules rules, boolean elsewhere) {
  /** What a schema cannot say. */
  @FunctionalInterface
  public interface Rules {
    /** @throws org.sheratan.kernel.MalformedException naming the parameter and the reason */
    void check(Json.Obj params);
  }

  public ToolKind(String name, String description, boolean idempotent, String unit, Schema schema,
      Rules rules) {
    this(name, description, idempotent, unit, schema, rules, false);
  }

  public ToolKind doneElsewhere() {
    return new ToolKind(name, description, idempotent, unit, schema, rules, true);
  }

  /** One that takes any parameters. */
  public static ToolKind free(String name, String description, boolean idempotent, String unit) {
    return new ToolKind(name, description, idempotent, unit, Schema.ANYTHING, params -> {});
  }

  /**
   * Validates parameters, before anything is accepted and again before anything is run.
   *
   * @return what the tool is to see: with its defaults and without nulls
   * @throws org.sheratan.kernel.MalformedException naming the parameter and the reason
   */
  public Json.Obj check(Json.Obj params) {
    Json.Obj complete = schema.complete("params", params);
    rules.check(complete);
    return complete;
  }

  /** A command that gives it what it needs, out of its schema's examples. */
  public String example() {
    List<String> needed = new ArrayList<>(schema.required());
    if (!schema.oneNeeded().isEmpty()) {
      needed.add(schema.oneNeeded().getLast());
    }
    StringBuilder command = new StringBuilder("sheratan job submit --kind " + name);
    for (String param : needed) {
      command.append(" --param ").append(param).append(argument(schema.properties().get(param)));
    }
    return command.toString();
  }

  private static String argument(Schema param) {
    Json.Arr examples = param.json().get("examples") instanceof Json.Arr given
        ? given
        : new Json.Arr(List.of());
    Json example = examples.items().isEmpty()
        ? param.choices().stream().findFirst().orElse(usual(param))
        : examples.items().getFirst();
    return switch (example) {
      case Json.Text(String text) when text.matches("[A-Za-z0-9_./:-]+") -> "=" + text;
      case Json.Text(String text) -> "=" + quoted(text);
      case Json other -> ":=" + quoted(CanonicalJson.text(other));
    };
  }

  /** For parameters whose schema gives no example. */
  private static Json usual(Schema param) {
    return switch (param.type()) {
      case STRING -> new Json.Text("TEXT");
      case INTEGER, NUMBER -> Json.Int.of(Math.round(param.minimum().orElse(1.0)));
      case BOOLEAN -> new Json.Bool(true);
      case ARRAY -> new Json.Arr(List.of(new Json.Text("TEXT")));
      case OBJECT -> Json.Obj.EMPTY;
    };
  }

  /** For a shell (POSIX 2.2.2). */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
