package org.sheratan.edge.http.original;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.Json;

/** Counts over decisions, in the original's form; nothing of the decisions themselves is kept. */
final class WhyTally {
  private static final List<String> WELL = List.of("success", "recovered", "partial");
  private static final int TOP = 10;
  /** Of lines that others wrote there may be any number. */
  private static final int MOST_WORDS = 256;
  private static final double ROUNDED = 1e4;

  private final SortedMap<String, Integer> types = new TreeMap<>();
  private final SortedMap<String, Integer> errors = new TreeMap<>();
  private int count;
  private int well;
  private double scores;

  void add(Json.Obj entry) {
    count++;
    Json.Obj result = object(entry, "result");
    well += WELL.contains(text(result, "status")) ? 1 : 0;
    scores += switch (result.get("score")) {
      case Json.Real(double score) -> score;
      case Json.Int whole -> whole.value().doubleValue();
      case null, default -> 0;
    };
    note(types, text(object(entry, "action"), "type"));
    note(errors, text(object(result, "error"), "code"));
  }

  private static void note(SortedMap<String, Integer> counts, String word) {
    if (!word.isEmpty() && (counts.size() < MOST_WORDS || counts.containsKey(word))) {
      counts.merge(word, 1, Integer::sum);
    }
  }

  Json.Obj json() {
    return Json.Obj.EMPTY.with("count", count).with("success_rate", share(well))
        .with("mean_score", share(scores)).with("top_action_types", top(types))
        .with("top_error_codes", top(errors));
  }

  private Json share(double sum) {
    return new Json.Real(count == 0 ? 0 : Math.round(sum / count * ROUNDED) / ROUNDED);
  }

  /** Pairs of word and count, as Python writes them. */
  private static Json top(SortedMap<String, Integer> counts) {
    return new Json.Arr(counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())).limit(TOP)
        .<Json>map(each -> new Json.Arr(List.of(new Json.Text(each.getKey()), Json.Int.of(each.getValue()))))
        .toList());
  }

  private static Json.Obj object(Json.Obj of, String name) {
    return of.get(name) instanceof Json.Obj inner ? inner : Json.Obj.EMPTY;
  }

  private static String text(Json.Obj of, String name) {
    return of.get(name) instanceof Json.Text(String word) ? word : "";
  }
}
