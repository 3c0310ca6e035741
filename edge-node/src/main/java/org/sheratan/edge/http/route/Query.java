package org.sheratan.edge.http.route;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.kernel.MalformedException;

/** The parameters of one request. What is wrong with one is a {@link MalformedException} that names it. */
public final class Query {
  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 1000;

  private final SortedMap<String, String> parameters;

  private Query(SortedMap<String, String> parameters) {
    this.parameters = parameters;
  }

  /** Of a request that has passed {@link Operation#check}: it brings none but those its operation names. */
  public static Query of(HttpRequest request) {
    return new Query(request.query());
  }

  /** How many entries of a list are wanted, by {@link Parameter#LIMIT}. */
  public int limit() {
    return (int) number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
  }

  public long number(String name, long min, long max, long otherwise) {
    String text = parameters.get(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,15}") || Long.parseLong(text) < min || Long.parseLong(text) > max) {
      throw new MalformedException(name, MalformedException.NO_OFFSET, "expected " + min + " to " + max);
    }
    return Long.parseLong(text);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** One of {@code values}, by the word that stands for it. */
  public <T> Optional<T> oneOf(String name, List<T> values, Function<T, String> word) {
    return text(name).map(text -> values.stream().filter(value -> word.apply(value).equals(text)).findFirst()
        .orElseThrow(() -> new MalformedException(name, MalformedException.NO_OFFSET,
            "expected one of " + String.join(", ", values.stream().map(word).toList()))));
  }

  /** What {@code parse} makes of it; its complaints then name this parameter. */
  public <T> Optional<T> parsed(String name, Function<String, T> parse) {
    return text(name).map(text -> parsed(name, text, parse));
  }

  public static <T> T parsed(String name, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (MalformedException malformed) {
      throw new MalformedException(name, MalformedException.NO_OFFSET, malformed.reason());
    }
  }
}
