package org.sheratan.edge.http.door;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.Bytes;

/**
 * One answer.
 *
 * @param headers what is special to this response; the usual ones are added when it is written
 * @param stream instead of a body
 */
public record HttpResponse(int status, String contentType, SortedMap<String, String> headers, Bytes body,
    Optional<StreamBody> stream) {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  public HttpResponse {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  public static HttpResponse json(int status, Json body) {
    return of(status, JSON, bytes(body));
  }

  public static HttpResponse problem(Problem problem) {
    HttpResponse response = of(problem.status(), PROBLEM, bytes(problem.json()));
    return problem.retryAfterS() == 0
        ? response
        : response.with("Retry-After", Integer.toString(problem.retryAfterS()));
  }

  public static HttpResponse empty(int status) {
    return of(status, JSON, Bytes.EMPTY);
  }

  public static HttpResponse of(int status, String contentType, Bytes body) {
    return new HttpResponse(status, contentType, new TreeMap<>(), body, Optional.empty());
  }

  public static HttpResponse stream(String contentType, StreamBody body) {
    return new HttpResponse(200, contentType, new TreeMap<>(), Bytes.EMPTY, Optional.of(body));
  }

  public HttpResponse with(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new HttpResponse(status, contentType, more, body, stream);
  }

  private static Bytes bytes(Json body) {
    return CanonicalJson.bytes(body).concat(Bytes.utf8("\n"));
  }
}
