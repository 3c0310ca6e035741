package org.sheratan.core.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

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
   * One text of the parameters, or the name of a member.
   *
   * @param at where it stands
   */
  record Place(Step at, String text) {
    /** The name of the nearest member it stands under, folded, such as {@code paths}. */
    String key() {
      return at.key();
    }
  }

  /**
   * What may be read in a row: the texts of a list and of lists in it, the text of a member, or a name.
   *
   * @param at where the list stands
   */
  record Run(Step at, List<Place> places) {}

  /**
   * The way to a value. Its name is made when somebody asks for it: ten thousand texts under one long name would take
   * more memory than the node has.
   *
   * @param within null at the beginning
   * @param member empty for an item of a list
   * @param key the name of the nearest member, folded once for all that stands under it
   */
  record Step(Step within, String member, int index, String key) {
    String name() {
      String here = member.isEmpty() ? "[" + index + "]" : clip(member);
      return within == null ? here : within.name() + (member.isEmpty() ? here : "." + here);
    }

    Step into(String inner) {
      return new Step(this, inner, 0, Spelling.folded(inner).strip());
    }

    Step item(int at) {
      return new Step(this, "", at, key);
    }

    /** Whether it, or what it stands in, has such a key. */
    boolean under(Predicate<String> wanted) {
      for (Step step = this; step != null; step = step.within) {
        if (!step.member.isEmpty() && wanted.test(step.key)) {
          return true;
        }
      }
      return false;
    }

    private static String clip(String member) {
      return member.length() <= MAX_SHOWN_CHARS ? member : member.substring(0, MAX_SHOWN_CHARS) + "...";
    }
  }

  private final JobSpec spec;
  private final Origin origin;
  private final List<Place> places = new ArrayList<>();
  private final List<Place> names = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private final SortedMap<String, Integer> items = new TreeMap<>();
  private int values;
  private boolean tooDeep;

  Submission(JobSpec spec, Origin origin) {
    this.spec = spec;
    this.origin = origin;
    walk(new Step(null, "params", 0, "params"), spec.params(), 1, new ArrayList<>());
  }

  JobSpec spec() {
    return spec;
  }

  Origin origin() {
    return origin;
  }

  /** All texts. */
  List<Place> places() {
    return places;
  }

  /** Names of all members, wherever they stand. */
  List<Place> names() {
    return names;
  }

  /** All texts and names, each in the run it belongs to. */
  List<Run> runs() {
    return runs;
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

  /** @param run what the value's texts continue */
  private void walk(Step at, Json value, int depth, List<Place> run) {
    values++;
    tooDeep |= depth > MAX_DEPTH;
    if (tooDeep || tooMany()) {
      return;
    }
    switch (value) {
      case Json.Obj object ->
        object.fields().forEach((member, inner) -> member(at.into(member), inner, depth + 1));
      case Json.Arr list -> {
        items.merge(at.key(), list.items().size(), Integer::sum);
        for (int index = 0; index < list.items().size(); index++) {
          walk(at.item(index), list.items().get(index), depth + 1, run);
        }
      }
      case Json.Text text -> {
        Place place = new Place(at, text.value());
        places.add(place);
        run.add(place);
      }
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

  private void member(Step at, Json value, int depth) {
    Place name = new Place(at, at.member());
    names.add(name);
    runs.add(new Run(at, List.of(name)));
    List<Place> run = new ArrayList<>();
    walk(at, value, depth, run);
    if (!run.isEmpty()) {
      runs.add(new Run(at, run));
    }
  }
}
