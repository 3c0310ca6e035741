package org.sheratan.core.lcp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;

/** What is made of a list on its way from one job's result into another's parameters. */
sealed interface Transform {
  int MAX_ITEMS = 1_000_000;

  /** The first {@code count} items. */
  record TakeFirst(int count) implements Transform {}

  /** Each item once. */
  record Unique() implements Transform {}

  /** The texts that end with one of {@code suffixes}. */
  record FilterSuffix(List<String> suffixes) implements Transform {}

  /** Share {@code index} of {@code count} nearly equal ones, in order; what a map step of a map-reduce works on. */
  record Part(int index, int count) implements Transform {}

  /** {@code transform}, one or several, of the object they stand in. */
  static List<Transform> read(Fields inputs) {
    List<Transform> transforms = new ArrayList<>();
    if (inputs.json().get("transform") instanceof Json.Arr) {
      inputs.objects("transform", LcpLimits.MAX_TRANSFORMS).forEach(each -> transforms.add(one(each)));
    } else {
      inputs.optionalObject("transform").ifPresent(each -> transforms.add(one(each)));
    }
    return transforms;
  }

  private static Transform one(Fields fields) {
    return switch (fields.oneOf("op", "", List.of("take_first", "unique", "filter_suffix", "part"))) {
      case "take_first" -> new TakeFirst((int) fields.integer("n", 0, MAX_ITEMS, 20));
      case "unique" -> new Unique();
      case "filter_suffix" ->
        new FilterSuffix(fields.texts("suffixes", LcpLimits.MAX_FILES, LcpLimits.NAME_CHARS));
      default -> {
        int count = (int) fields.integer("of", 1, LcpLimits.MAX_STEPS);
        yield new Part((int) fields.integer("index", 0, count - 1L), count);
      }
    };
  }

  /** @throws org.sheratan.kernel.MalformedException naming {@code field} unless {@code value} is a list */
  default Json.Arr of(String field, Json value) {
    if (!(value instanceof Json.Arr(List<Json> items))) {
      throw ResultPath.malformed(field, "a transform works on a list only");
    }
    return new Json.Arr(switch (this) {
      case TakeFirst(int count) -> items.subList(0, Math.min(count, items.size()));
      case Unique() -> List.copyOf(new LinkedHashSet<>(items));
      case FilterSuffix(List<String> suffixes) -> items.stream()
          .filter(
              item -> item instanceof Json.Text(String text) && suffixes.stream().anyMatch(text::endsWith))
          .toList();
      case Part(int index, int count) -> items.subList(edge(items, index, count),
          edge(items, index + 1, count));
    });
  }

  private static int edge(List<Json> items, int index, int count) {
    return (int) ((long) items.size() * index / count);
  }
}
