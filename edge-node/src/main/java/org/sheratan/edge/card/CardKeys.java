package org.sheratan.edge.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.Section;

/** Reads keys one by one and collects what is wrong with them: whoever holds the card wants to know it all at once. */
final class CardKeys {
  private final List<String> mistakes = new ArrayList<>();

  private interface Reading<T> {
    T read() throws ConfigException;
  }

  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  void mistake(ConfigException wrong) {
    mistakes.add(wrong.getMessage());
  }

  Optional<Section> table(Section top, String key) {
    return value(top, key, () -> top.table(key));
  }

  Optional<String> text(Section section, String key, String pattern, String expected) {
    return value(section, key, () -> section.text(key, "", pattern, expected));
  }

  Optional<String> oneOf(Section section, String key, Set<String> names) {
    String pattern = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return text(section, key, pattern, "one of " + String.join(", ", names));
  }

  Optional<Boolean> flag(Section section, String key) {
    return value(section, key, () -> section.flag(key, false));
  }

  Optional<Integer> integer(Section section, String key, int min, int max) {
    return value(section, key, () -> section.integer(key, min, min, max));
  }

  /** Each item matches the pattern, and there are at most {@code max}. */
  Optional<List<String>> texts(Section section, String key, int max, String pattern, String expected) {
    return value(section, key, () -> {
      List<String> items = section.texts(key, List.of(), pattern, expected);
      if (items.size() > max) {
        throw section.refusal(key, "expected at most " + max + " " + expected);
      }
      return List.copyOf(items);
    });
  }

  /** Notes its absence; a wrong value is noted already. */
  <T> Optional<T> required(Section section, String key, String why, Optional<T> found) {
    if (!section.has(key)) {
      mistake(section.refusal(key, "is missing; " + why));
    }
    return found;
  }

  void end(Section section) {
    try {
      section.end();
    } catch (ConfigException unknown) {
      mistake(unknown);
    }
  }

  /** Empty where the key is absent, or wrong and noted. */
  private <T> Optional<T> value(Section section, String key, Reading<T> reading) {
    try {
      T found = reading.read();
      return section.has(key) ? Optional.of(found) : Optional.empty();
    } catch (ConfigException wrong) {
      mistake(wrong);
      return Optional.empty();
    }
  }
}
