package org.sheratan.edge.http.route;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.kernel.MalformedException;

/**
 * One thing that the API does, as data. The router, the answer to a wrong method, the right that is asked for, the parameters
 * that are taken and the OpenAPI document all come from this.
 *
 * @param path with a name for each segment that varies, such as {@code /api/v1/jobs/{job}}
 * @param id what the document calls it
 * @param ownership whose things it changes, where the scope alone does not say who may
 * @param summary one sentence
 * @param takes names the shape of the body; empty where it takes none
 * @param replies when all is well
 * @param refusals further statuses of problems, beside those of every path
 */
public record Operation(String method, String path, String id, Scope scope, Ownership ownership,
    String summary, List<Parameter> parameters, Optional<String> takes, List<Reply> replies,
    List<Integer> refusals) {
  private static final String API = "/api/";
  /** A request that breaks a rule, of another site, for another host, or one too many. */
  private static final List<Integer> OF_EVERY = List.of(400, 403, 421, 503);
  /** The node has too much to do, or does not answer in time. */
  private static final List<Integer> OF_THE_API = List.of(429, 504);
  private static final List<Integer> OF_TOKENS = List.of(401);
  /** A body that is too slow, too long, or none of JSON; a disk that takes nothing. */
  private static final List<Integer> OF_CHANGES = List.of(408, 413, 415, 507);

  public Operation {
    parameters = List.copyOf(parameters);
    replies = List.copyOf(replies);
    refusals = List.copyOf(refusals);
  }

  /** Looks, and changes nothing. */
  public static Operation get(String path, String id, String summary) {
    return of("GET", path, id, Scope.READ, summary);
  }

  public static Operation post(Scope scope, String path, String id, String summary) {
    return of("POST", path, id, scope, summary);
  }

  public static Operation put(Scope scope, String path, String id, String summary) {
    return of("PUT", path, id, scope, summary);
  }

  public static Operation delete(Scope scope, String path, String id, String summary) {
    return of("DELETE", path, id, scope, summary);
  }

  private static Operation of(String method, String path, String id, Scope scope, String summary) {
    return new Operation(method, path, id, scope, Ownership.NONE, summary, List.of(), Optional.empty(),
        List.of(), List.of());
  }

  /** Without a token. */
  public Operation open() {
    return needs(Scope.NONE);
  }

  public Operation needs(Scope other) {
    return new Operation(method, path, id, other, ownership, summary, parameters, takes, replies, refusals);
  }

  /** Changes what is not everybody's to change. */
  public Operation changes(Ownership whose) {
    return new Operation(method, path, id, scope, whose, summary, parameters, takes, replies, refusals);
  }

  public Operation with(Parameter... more) {
    return new Operation(method, path, id, scope, ownership, summary, and(parameters, List.of(more)), takes,
        replies,
        refusals);
  }

  /** @param schema of the body, which has to be there */
  public Operation takes(String schema) {
    return new Operation(method, path, id, scope, ownership, summary, parameters, Optional.of(schema),
        replies,
        refusals);
  }

  /** @param schema of the JSON body */
  public Operation gives(int status, String schema, String... headers) {
    return gives(new Reply(status, Reply.JSON, schema, List.of(headers)));
  }

  public Operation gives(Reply reply) {
    return new Operation(method, path, id, scope, ownership, summary, parameters, takes,
        and(replies, List.of(reply)),
        refusals);
  }

  /** Says by 304 that an answer with the same ETag would be the same. */
  public Operation tagged() {
    return gives(new Reply(304, "", "", List.of("ETag")));
  }

  public Operation refuses(Integer... statuses) {
    return new Operation(method, path, id, scope, ownership, summary, parameters, takes, replies,
        and(refusals, List.of(statuses)));
  }

  /** The segments of its path. */
  List<String> segments() {
    return List.of(path.substring(1).split("/"));
  }

  /** Every status of a problem that it may answer; 500 would be a bug. */
  public SortedSet<Integer> problems() {
    SortedSet<Integer> all = new TreeSet<>(OF_EVERY);
    all.addAll(refusals);
    if (guarded()) {
      all.addAll(OF_THE_API);
    }
    if (scope != Scope.NONE) {
      all.addAll(OF_TOKENS);
    }
    if (!method.equals("GET")) {
      all.addAll(OF_CHANGES);
    }
    return all;
  }

  /** Whether its answer is as long as the request wants, and made at once. */
  boolean pages() {
    return parameters.contains(Parameter.LIMIT) && !parameters.contains(Parameter.WAIT);
  }

  private boolean guarded() {
    return path.startsWith(API);
  }

  /** Refuses what nobody looks at, so that a misspelled name is not silently ignored. A link to the page may bring anything. */
  void check(HttpRequest request) {
    List<String> known = parameters.stream().filter(one -> one.place() == Parameter.Place.QUERY)
        .map(Parameter::name).toList();
    Optional<String> unknown = request.query().keySet().stream().filter(name -> !known.contains(name))
        .findFirst();
    if (guarded() && unknown.isPresent()) {
      throw new MalformedException(Fields.shown(unknown.get()), MalformedException.NO_OFFSET,
          "unknown; expected " + (known.isEmpty() ? "none" : "one of " + String.join(", ", known)));
    }
    if (takes.isEmpty() && !request.isRead() && request.body().length() > 0) {
      Fields.of(JsonReader.readObject(request.body())).only(List.of());
    }
  }

  private static <T> List<T> and(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
