package org.sheratan.core.lcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.MalformedException;

/**
 * Makes a job's parameters of the results of others, in the original's order.
 *
 * <ol>
 * <li>Templates <code>${name.path}</code> in any text. A text that is nothing else becomes the very value, else the value
 * is put in: text as it is, anything else as canonical JSON. <code>$${</code> stands for <code>${</code> itself. Then an
 * object may reduce what was put in, see {@link Reduction}.
 * <li>{@code paths_from_artifact}: the files of an artifact become {@code paths}, {@link LcpLimits#MAX_FILES} at most.
 * <li>{@code inputs_from_job_result}, one or several {@code {job_id, json_path, transform, target_param}}.
 * </ol>
 *
 * What comes out is bounded while it is made, so that no template multiplies itself.
 */
final class ParamResolver {
  static final String PATHS = "paths_from_artifact";
  static final String INPUTS = "inputs_from_job_result";
  static final Pattern MARK = Pattern.compile("\\$(\\$?)\\{([^{}]*)(}?)");
  static final String TEMPLATE = "${";
  private static final String PARAMS = "params";

  private final Sources sources;
  private int leftBytes = LcpLimits.RESOLVED_BYTES;

  private ParamResolver(Sources sources) {
    this.sources = sources;
  }

  /** @throws MalformedException naming the parameter and what it refers to in vain */
  static Json.Obj resolve(Json.Obj params, Sources sources) {
    ParamResolver resolver = new ParamResolver(sources);
    Json.Obj all = resolver.inputs(resolver.paths(resolver.fill(new Place(PARAMS), params)));
    bounded(PARAMS, all);
    return all;
  }

  /** Templates alone, in a value of any form. */
  static Json fillIn(String field, Json value, Sources sources) {
    Json filled = new ParamResolver(sources).any(new Place(field), value);
    bounded(field, filled);
    return filled;
  }

  /** The objects that take over parts of results. */
  static List<Fields> inputs(String field, Json.Obj params) {
    Fields fields = Fields.of(field, params);
    return params.get(INPUTS) instanceof Json.Arr
        ? fields.objects(INPUTS, LcpLimits.MAX_INPUTS)
        : fields.optionalObject(INPUTS).stream().toList();
  }

  private Json.Obj fill(Place place, Json.Obj object) {
    Map<String, Json> filled = new TreeMap<>();
    object.fields().forEach((name, value) -> filled.put(name, any(place.member(name), value)));
    return Json.Obj.of(filled);
  }

  private Json any(Place place, Json value) {
    return switch (value) {
      case Json.Obj object -> {
        Json.Obj filled = fill(place, object);
        yield Reduction.of(place, filled).orElse(filled);
      }
      case Json.Arr(List<Json> items) -> {
        List<Json> filled = new ArrayList<>();
        items.forEach(item -> filled.add(any(place.item(filled.size()), item)));
        yield new Json.Arr(filled);
      }
      case Json.Text(String text) when text.contains(TEMPLATE) -> text(place.text(), text);
      case Json other -> other;
    };
  }

  private Json text(String field, String text) {
    Matcher mark = MARK.matcher(text);
    if (mark.matches() && mark.group(1).isEmpty()) {
      return spend(field, value(field, mark));
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    mark.reset();
    while (mark.find()) {
      out.append(text, at, mark.start());
      if (mark.group(1).isEmpty()) {
        Json value = spend(field, value(field, mark));
        out.append(value instanceof Json.Text(String inner) ? inner : CanonicalJson.text(value));
      } else {
        out.append(mark.group().substring(1));
      }
      at = mark.end();
    }
    return new Json.Text(out.append(text, at, text.length()).toString());
  }

  private Json value(String field, Matcher mark) {
    return reference(field, mark).in(field, sources);
  }

  /** @throws MalformedException unless it is a whole template */
  static Reference reference(String field, Matcher mark) {
    if (mark.group(3).isEmpty()) {
      throw ResultPath.malformed(field, "${ without its }; $${ stands for ${ itself");
    }
    return Reference.parse(field, mark.group(2));
  }

  private Json spend(String field, Json value) {
    leftBytes -= CanonicalJson.bytes(value).length();
    if (leftBytes < 0) {
      throw tooLarge(field);
    }
    return value;
  }

  private Json.Obj paths(Json.Obj params) {
    if (params.get(PATHS) == null) {
      return params;
    }
    String name = Fields.of(PARAMS, params).text(PATHS, LcpLimits.NAME_CHARS);
    String field = PARAMS + "." + PATHS;
    Json files = new Transform.TakeFirst(LcpLimits.MAX_FILES).of(field, sources.artifact(field, name));
    return params.without(PATHS).with("paths", spend(field, files));
  }

  private Json.Obj inputs(Json.Obj params) {
    Json.Obj all = params.without(INPUTS);
    for (Fields input : inputs(PARAMS, params)) {
      String field = PARAMS + "." + INPUTS;
      ResultPath path = ResultPath.parse(field + ".json_path",
          input.optionalText("json_path", LcpLimits.TEXT_CHARS).orElse(""));
      Json value = path.in(field, sources.result(field, job(input)));
      for (Transform transform : Transform.read(input)) {
        value = transform.of(field, value);
      }
      all = all.with(input.text("target_param", LcpLimits.NAME_CHARS), spend(field, value));
    }
    return all;
  }

  static String job(Fields input) {
    return Reference.name(input.text("job_id", LcpLimits.NAME_CHARS));
  }

  private static void bounded(String field, Json value) {
    if (CanonicalJson.bytes(value).length() > LcpLimits.RESOLVED_BYTES) {
      throw tooLarge(field);
    }
  }

  private static MalformedException tooLarge(String field) {
    return ResultPath.malformed(field,
        "with what it refers to longer than " + LcpLimits.RESOLVED_BYTES + " bytes");
  }
}
