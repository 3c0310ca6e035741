package org.sheratan.core.lcp;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.MalformedException;

/**
 * What must exist before parameters can be resolved. The original resolves as soon as a job is asked for, whether or not
 * it exists.
 *
 * @param results names of steps or jobs, see {@link Reference}
 * @param artifacts such as {@code file_list}
 */
record ParamNeeds(SortedSet<String> results, SortedSet<String> artifacts) {
  /** The files that the latest list_files of a chain found. */
  static final String FILE_LIST = "file_list";

  boolean none() {
    return results.isEmpty() && artifacts.isEmpty();
  }

  /**
   * @param field how errors name {@code params}
   * @throws MalformedException naming the parameter that can never be resolved
   */
  static ParamNeeds of(String field, Json.Obj params) {
    SortedSet<String> results = new TreeSet<>();
    SortedSet<String> artifacts = new TreeSet<>();
    collect(new Place(field), params, results);
    if (params.get(ParamResolver.PATHS) != null) {
      artifacts.add(Fields.of(field, params).oneOf(ParamResolver.PATHS, "", List.of(FILE_LIST)));
    }
    for (Fields input : ParamResolver.inputs(field, params)) {
      input.only(List.of("job_id", "json_path", "transform", "target_param"));
      results.add(ParamResolver.job(input));
      input.text("target_param", LcpLimits.NAME_CHARS);
      ResultPath.parse(field + "." + ParamResolver.INPUTS + ".json_path",
          input.optionalText("json_path", LcpLimits.TEXT_CHARS).orElse(""));
      Transform.read(input);
    }
    return new ParamNeeds(Collections.unmodifiableSortedSet(results),
        Collections.unmodifiableSortedSet(artifacts));
  }

  /** Names in the templates of any value. */
  static void collect(Place place, Json value, SortedSet<String> names) {
    switch (value) {
      case Json.Obj object ->
        object.fields().forEach((name, inner) -> collect(place.member(name), inner, names));
      case Json.Arr(List<Json> items) -> {
        int index = 0;
        for (Json item : items) {
          collect(place.item(index++), item, names);
        }
      }
      case Json.Text(String text) when text.contains(ParamResolver.TEMPLATE) -> {
        String field = place.text();
        Matcher mark = ParamResolver.MARK.matcher(text);
        while (mark.find()) {
          if (mark.group(1).isEmpty()) {
            names.add(ParamResolver.reference(field, mark).name());
          }
        }
      }
      case Json other -> {
        // Nothing in it.
      }
    }
  }
}
