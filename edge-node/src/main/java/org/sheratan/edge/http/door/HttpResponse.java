package org.sheratan.edge.http.door;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.Bytes;

/** @param headers what is special to this response; the usual ones are added when it is written */
public record HttpResponse(int status, String contentType, SortedMap<String, String> headers, Bytes body) {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  public HttpResponse {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  public static HttpResponse json(int status, Json.Obj body) {
    return new HttpResponse(status, JSON, new TreeMap<>(), bytes(body));
  }

  public static HttpResponse problem(Problem problem) {
    HttpResponse response = new HttpResponse(problem.status(), PROBLEM, new TreeMap<>(),
        bytes(problem.json()));
    return problem.retryAfterS() == 0
        ? response
        : response.with("Retry-After", Integer.toString(problem.retryAfterS()));
  }

  public static HttpResponse empty(int status) {
    return new HttpResponse(status, JSON, new TreeMap<>(), Bytes.EMPTY);
  }

  public HttpResponse with(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new HttpResponse(status, contentType, more, body);
  }

  private static Bytes bytes(Json.Obj body) {
    return CanonicalJson.bytes(body).concat(Bytes.utf8("\n"));
  }
}
