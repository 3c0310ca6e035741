package org.sheratan.core.schedule;

import java.util.List;
import java.util.OptionalDouble;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;

/**
 * A number in a result, and what happens when it is so.
 *
 * @param path members to go down to the number; list items by their index
 */
public record Watch(List<String> path, Comparison comparison, double bound, Then then) {
  public Watch {
    path = List.copyOf(path);
  }

  /** How a number is compared. */
  public enum Comparison {
    ABOVE(">"), AT_LEAST(">="), BELOW("<"), AT_MOST("<="), EQUAL("=="), OTHER("!=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    boolean holds(double value, double bound) {
      return switch (this) {
        case ABOVE -> value > bound;
        case AT_LEAST -> value >= bound;
        case BELOW -> value < bound;
        case AT_MOST -> value <= bound;
        case EQUAL -> value == bound;
        case OTHER -> value != bound;
      };
    }
  }

  /** What happens then. */
  public sealed interface Then {}

  /** @param to a node's id, short name or name */
  public record Say(String to, String text) implements Then {}

  /** A job of its own. */
  public record Run(JobSpec job) implements Then {}

  /** The number in {@code result}; empty when none is there. */
  public OptionalDouble value(Json.Obj result) {
    Json at = result;
    for (String step : path) {
      at = switch (at) {
        case Json.Obj object -> object.get(step);
        case Json.Arr list when step.matches("[0-9]{1,4}") && Integer.parseInt(step) < list.items().size() ->
          list.items().get(Integer.parseInt(step));
        case null -> null;
        default -> null;
      };
    }
    return switch (at) {
      case Json.Int whole -> OptionalDouble.of(whole.value().doubleValue());
      case Json.Real real -> OptionalDouble.of(real.value());
      case null -> OptionalDouble.empty();
      default -> OptionalDouble.empty();
    };
  }

  public boolean holds(double value) {
    return comparison.holds(value, bound);
  }
}
