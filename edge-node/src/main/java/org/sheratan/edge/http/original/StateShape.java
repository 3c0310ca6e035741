package org.sheratan.edge.http.original;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.health.HealthView;
import org.sheratan.core.health.SystemState;
import org.sheratan.core.health.Transition;
import org.sheratan.core.json.Json;
import org.sheratan.edge.http.route.JsonWords;

/** The original's log of transitions. Times are seconds since 1970, null where nobody vouched for the clock. */
final class StateShape {
  private static final int FLAPPING = 3;

  private StateShape() {}

  static Json.Obj transition(Transition each) {
    return Json.Obj.EMPTY.with("event_id", id(each)).with("ts", Words.epoch(each.wallMs()))
        .with("prev_state", each.from().name()).with("next_state", each.to().name())
        .with("reason", each.reason()).with("actor", each.actor()).with("meta", each.meta());
  }

  static String id(Transition transition) {
    return "transition-" + transition.number();
  }

  static Json latest(HealthView view) {
    return view.transitions().isEmpty() ? JsonWords.NULL : transition(view.transitions().getFirst());
  }

  /** The latest ones, the oldest of them first, as the original's log has them. */
  static List<Transition> log(HealthView view, int limit) {
    return view.transitions().stream().limit(limit).toList().reversed();
  }

  static Json.Arr json(List<Transition> transitions) {
    return new Json.Arr(transitions.stream().<Json>map(StateShape::transition).toList());
  }

  static Json.Obj analysis(List<Transition> transitions, SystemState current) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    transitions.forEach(each -> counts.merge(each.from() + " → " + each.to(), 1, Integer::sum));
    SortedMap<String, Integer> flapping = new TreeMap<>(counts);
    flapping.values().removeIf(count -> count < FLAPPING);
    return Json.Obj.EMPTY.with("transition_counts", counts(counts))
        .with("flapping_detected", flapping.isEmpty() ? JsonWords.NULL : counts(flapping))
        .with("current_state", current.name());
  }

  private static Json.Obj counts(SortedMap<String, Integer> counts) {
    SortedMap<String, Json> json = new TreeMap<>();
    counts.forEach((word, count) -> json.put(word, Json.Int.of(count)));
    return Json.Obj.of(json);
  }
}
