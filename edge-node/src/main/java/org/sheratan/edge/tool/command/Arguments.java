package org.sheratan.edge.tool.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.tool.RelativePath;
import org.sheratan.core.tool.Schema;
import org.sheratan.core.tool.local.ToolFailure;
import org.sheratan.kernel.MalformedException;

/**
 * What a program is called with: an operator's words with a job's parameters in them. {@code {name}} is the text of a parameter,
 * {@code {name:file}} the absolute path of a file of the workspace. A word stays one word whatever is put into it: no shell ever
 * reads it. A word whose parameter is not given is left out.
 */
public final class Arguments {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_-]{0,63})(:file)?}");

  private static final Pattern NUMBER = Pattern.compile("-[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final List<String> words;

  private Arguments(List<String> words) {
    this.words = words;
  }

  /** Where the workspace's files are. */
  @FunctionalInterface
  interface Files<X extends Exception> {
    String absolute(RelativePath path) throws X;
  }

  /** @throws MalformedException for a place whose parameter the schema does not have, or has as a list or an object */
  public static Arguments parse(String field, List<String> words, Schema schema) {
    for (String word : words) {
      for (Matcher place = PLACE.matcher(word); place.find();) {
        Schema param = schema.properties().get(place.group(1));
        boolean file = place.group(2) != null;
        boolean fits = param != null && (file
            ? param.type() == Schema.Type.STRING
            : param.type() != Schema.Type.OBJECT && param.type() != Schema.Type.ARRAY);
        if (!fits) {
          throw malformed(field,
              place.group() + " names no " + (file ? "text" : "single value") + " of the schema");
        }
      }
    }
    return new Arguments(List.copyOf(words));
  }

  /** The rules that a schema cannot say. */
  public void check(Json.Obj params) {
    for (String word : words) {
      for (Matcher place = PLACE.matcher(word); place.find();) {
        Optional<String> text = text(params, place.group(1));
        if (text.isPresent()) {
          check("params." + place.group(1), text.get(), place.group(2) != null);
        }
      }
      checkWhole(word, params);
    }
  }

  /** Whatever it is made of: what comes before may be empty. An operator's own - and a number are no job's option. */
  private static void checkWhole(String word, Json.Obj params) {
    Optional<String> filled = filled(word, params, path -> "/" + path);
    Matcher place = PLACE.matcher(word);
    if (filled.isPresent() && filled.get().startsWith("-") && place.lookingAt()) {
      boolean number = params.get(place.group(1)) instanceof Json.Int
          || params.get(place.group(1)) instanceof Json.Real;
      if (!number || !NUMBER.matcher(filled.get()).matches()) {
        throw malformed("params." + place.group(1), "the word begins with -, as options do");
      }
    }
  }

  /** @param params that passed {@link #check} */
  List<String> of(Json.Obj params, Files<ToolFailure> files) throws ToolFailure {
    List<String> all = new ArrayList<>();
    for (String word : words) {
      Optional<String> filled = filled(word, params, files);
      filled.ifPresent(all::add);
    }
    return all;
  }

  private static <X extends Exception> Optional<String> filled(String word, Json.Obj params, Files<X> files)
      throws X {
    StringBuilder filled = new StringBuilder();
    Matcher place = PLACE.matcher(word);
    int behind = 0;
    while (place.find()) {
      Optional<String> text = text(params, place.group(1));
      if (text.isEmpty()) {
        return Optional.empty();
      }
      boolean file = place.group(2) != null;
      filled.append(word, behind, place.start())
          .append(file ? files.absolute(RelativePath.parse(place.group(1), text.get())) : text.get());
      behind = place.end();
    }
    return Optional.of(filled.append(word.substring(behind)).toString());
  }

  private static void check(String field, String text, boolean file) {
    if (text.indexOf(0) >= 0) {
      throw malformed(field, "holds a null character");
    }
    if (file && RelativePath.parse(field, text).names().isEmpty()) {
      throw malformed(field, "names no file");
    }
  }

  private static Optional<String> text(Json.Obj params, String name) {
    return switch (params.get(name)) {
      case null -> Optional.empty();
      case Json.Text(String text) -> Optional.of(text);
      case Json other -> Optional.of(CanonicalJson.text(other));
    };
  }

  private static MalformedException malformed(String field, String reason) {
    return new MalformedException(field, MalformedException.NO_OFFSET, reason);
  }
}
