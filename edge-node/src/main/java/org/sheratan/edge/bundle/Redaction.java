package org.sheratan.edge.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.core.json.Json;

/**
 * Takes out of text and documents what is nobody else's business. Documents go by a list of what may stay: numbers, truth values,
 * and the text of fields that hold our own words. Text that stays goes through {@link #text}, which also knows this node's
 * secrets by heart.
 */
public final class Redaction {
  static final String SECRET = "[secret]";
  private static final int SHORTEST_SECRET = 6;
  /** Fields whose text is ours, or one of a few words. */
  private static final Set<String> OURS = new TreeSet<>(Set.of("state", "why", "fix", "fact", "check",
      "version", "link", "board", "fault", "advice", "rule", "asked", "allowed", "region", "airtime_trouble",
      "power", "hopping", "quality", "at", "not_before", "problem", "notice", "by", "endpoint", "id", "to_id",
      "via_id", "to", "via",
      "short_name", "fingerprint", "java", "java_vendor", "os", "os_version", "arch", "model", "kernel"));
  private static final Pattern LINK_NAME = Pattern.compile("udp|lora[0-9]{0,3}|ble[0-9]{0,3}");

  /** In this order; a later one sees what the earlier ones have left. */
  private static final List<Rule> RULES = List.of(
      rule("(?i)\\bbearer\\s+\\S+", "bearer " + SECRET),
      rule(
          "(?i)\\b(pass(?:word|wd|phrase)?|secret|token|psk|api[_-]?key|network[_-]?key|key|authorization|bearer"
              + "|setup[_ -]code|join[_ -]code|code)(\\s*[=:]\\s*|\\s+(?=[\"']))(\"[^\"]*\"|'[^']*'|[^\\s,;]+)",
          "$1$2" + SECRET),
      rule("(?i)([a-z][a-z0-9+.-]*://)[^/@\\s]+@", "$1" + SECRET + "@"),
      rule("\\b[0-9A-Za-z]{5}(?:-[0-9A-Za-z]{5}){4}\\b", SECRET),
      rule("\\b[a-z2-7]{4}(?:-[a-z2-7]{4}){5}\\b", "[fingerprint]"),
      rule("\\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\\b", SECRET),
      rule("[\\w.+-]+@[\\w-]+\\.[\\w.-]+", "[mail]"),
      rule("(?i)\\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\\b", "[address]"),
      rule("\\b(?!127\\.|0\\.0\\.0\\.0)[0-9]{1,3}(?:\\.[0-9]{1,3}){3}\\b", "[address]"),
      rule(
          "(?i)(?<![\\w:.])(?=[0-9a-f:]*[a-f0-9]:[0-9a-f:]*:)(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?:%\\w+)?(?![\\w:.])",
          "[address]"),
      rule(
          "(?i)(?<![\\w:.])(?!::1?(?![0-9a-f:]))(?=[0-9a-f:]*::)(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:%\\w+)?(?![\\w:])",
          "[address]"),
      rule("(/home/|/Users/|\\\\Users\\\\)[^/\\\\\\s\"']+", "$1[user]"),
      rule("(?i)\\b[0-9a-f]{16,}\\b", "[hex]"),
      rule("(?=[A-Za-z0-9+_=-]*[0-9])(?=[A-Za-z0-9+_=-]*[A-Za-z])[A-Za-z0-9+_=-]{20,}", "[long]"));

  private final List<String> secrets;
  private final Pseudonyms nodes;

  /** @param secrets what this node keeps, as it is written in its files */
  public Redaction(List<String> secrets, Pseudonyms nodes) {
    this.secrets = secrets.stream().filter(secret -> secret.length() >= SHORTEST_SECRET)
        .sorted((left, right) -> Integer.compare(right.length(), left.length())).toList();
    this.nodes = nodes;
  }

  private record Rule(Pattern pattern, String instead) {}

  private static Rule rule(String pattern, String instead) {
    return new Rule(Pattern.compile(pattern), instead);
  }

  /** One line or many. */
  public String text(String text) {
    String left = text;
    for (String secret : secrets) {
      left = left.replaceAll("(?i)" + Pattern.quote(secret), Matcher.quoteReplacement(SECRET));
    }
    for (Map.Entry<String, String> node : nodes.longestFirst().entrySet()) {
      left = left.replaceAll("(?<![\\p{L}\\p{N}_])" + Pattern.quote(node.getKey()) + "(?![\\p{L}\\p{N}_])",
          Matcher.quoteReplacement(node.getValue()));
    }
    for (Rule rule : RULES) {
      left = rule.pattern().matcher(left).replaceAll(rule.instead());
    }
    return left;
  }

  public Json.Obj document(Json.Obj document) {
    Map<String, Json> fields = new TreeMap<>();
    document.fields().forEach((name, value) -> fields.put(text(name), value(name, value)));
    return Json.Obj.of(fields);
  }

  private Json value(String field, Json value) {
    return switch (value) {
      case Json.Obj object -> document(object);
      case Json.Arr array -> {
        List<Json> items = new ArrayList<>();
        array.items().forEach(item -> items.add(value(field, item)));
        yield new Json.Arr(items);
      }
      case Json.Text(String words) -> new Json.Text(words(field, words));
      case Json.Int number -> number;
      case Json.Real number -> number;
      case Json.Bool truth -> truth;
      case Json.Null nothing -> nothing;
    };
  }

  private String words(String field, String words) {
    if (nodes.of(words).isPresent()) {
      return nodes.of(words).get();
    }
    boolean link = field.equals("name") && LINK_NAME.matcher(words).matches();
    return link || OURS.contains(field) ? text(words) : "[removed]";
  }
}
