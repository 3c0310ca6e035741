package org.sheratan.edge.shell;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;

/** Reads an API answer for showing it: what is missing or null is simply empty, so that old and new fit together. */
public record View(Json.Obj json) {
  public String text(String name) {
    return textOr(name, "");
  }

  /** A number or truth value in its JSON form counts as text. */
  public String textOr(String name, String otherwise) {
    return switch (json.get(name)) {
      case null -> otherwise;
      case Json.Null() -> otherwise;
      case Json.Text(String value) -> value;
      case Json other -> CanonicalJson.text(other);
    };
  }

  public double number(String name) {
    return switch (json.get(name)) {
      case Json.Int whole -> whole.value().doubleValue();
      case Json.Real real -> real.value();
      case null, default -> 0;
    };
  }

  public boolean is(String name) {
    return json.get(name) instanceof Json.Bool(boolean value) && value;
  }

  public Optional<View> object(String name) {
    return json.get(name) instanceof Json.Obj object ? Optional.of(new View(object)) : Optional.empty();
  }

  public List<View> objects(String name) {
    return json.get(name) instanceof Json.Arr array
        ? array.items().stream().filter(Json.Obj.class::isInstance).map(item -> new View((Json.Obj) item))
            .toList()
        : List.of();
  }

  public List<String> texts(String name) {
    return json.get(name) instanceof Json.Arr array
        ? array.items().stream().filter(Json.Text.class::isInstance).map(item -> ((Json.Text) item).value())
            .toList()
        : List.of();
  }
}
