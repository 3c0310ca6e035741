package org.sheratan.core.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;

/** A request before the gates, its parameters laid out flat: every text and where it stands, every list and how long it is. */
final class Submission {
  /** Deeper than this nothing is looked at: the second gate refuses it. */
  static final int MAX_DEPTH = 32;
  /** What 48 KiB of parameters can hardly reach by accident. */
  static final int MAX_VALUES = 10_000;
  private static final int MAX_SHOWN_CHARS = 100;

  /**
   * One text of the parameters.
   *
   * @param at where it stands
   * @param key the name of the nearest member it stands under, such as {@code paths}
   */
  record Place(Step at, String key, String text) {
    /** Such as {@code params.paths[2]}. */
    String name() {
      return at.name();
    }
  }

  /**
   * The way to a value. Its name is made when somebody asks for it: ten thousand texts under one long name would take
   * more memory than the node has.
   *
   * @param within null at the beginning
   */
  private record Step(Step within, String member, int index) {
    String name() {
      String here = member.isEmpty() ? "[" + index + "]" : clip(member);
      return within == null ? here : within.name() + (member.isEmpty() ? here : "." + here);
    }

    private static String clip(String member) {
      return member.length() <= MAX_SHOWN_CHARS ? member : member.substring(0, MAX_SHOWN_CHARS) + "...";
    }
  }

  private final JobSpec spec;
  private final Origin origin;
  private final List<Place> places = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final SortedMap<String, Integer> items = new TreeMap<>();
  private int values;
  private boolean tooDeep;

  Submission(JobSpec spec, Origin origin) {
    this.spec = spec;
    this.origin = origin;
    walk(new Step(null, "params", 0), "params", spec.params(), 1);
  }

  JobSpec spec() {
    return spec;
  }

  Origin origin() {
    return origin;
  }

  List<Place> places() {
    return places;
  }

  /** Names of all members, wherever they stand. */
  List<String> keys() {
    return keys;
  }

  /** How many items all lists under that name have together. */
  int items(String key) {
    return items.getOrDefault(key, 0);
  }

  boolean tooDeep() {
    return tooDeep;
  }

  boolean tooMany() {
    return values > MAX_VALUES;
  }

  private void walk(Step at, String key, Json value, int depth) {
    values++;
    tooDeep |= depth > MAX_DEPTH;
    if (tooDeep || tooMany()) {
      return;
    }
    switch (value) {
      case Json.Obj object -> object.fields().forEach((member, inner) -> {
        keys.add(member);
        walk(new Step(at, member, 0), member, inner, depth + 1);
      });
      case Json.Arr list -> {
        items.merge(key, list.items().size(), Integer::sum);
        for (int index = 0; index < list.items().size(); index++) {
          walk(new Step(at, "", index), key, list.items().get(index), depth + 1);
        }
      }
      case Json.Text text -> places.add(new Place(at, key, text.value()));
      case Json.Int number -> {
        // Numbers name nothing.
      }
      case Json.Real number -> {
        // Numbers name nothing.
      }
      case Json.Bool flag -> {
        // Nor do flags.
      }
      case Json.Null none -> {
        // Nor does nothing.
      }
    }
  }
}
