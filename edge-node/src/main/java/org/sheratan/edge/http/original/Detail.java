package org.sheratan.edge.http.original;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.kernel.MalformedException;

/** Errors as the original words them: {@code {"detail": …}}, with a list of places for a body that breaks a rule. */
final class Detail {
  private static final String DOCUMENT = "document";
  private static final String BARRED = "gate-violation";
  private static final String MISSING = "missing";
  /** Before the name of what stands in the query. */
  static final String QUERY = "query?";
  private static final Pattern STEP = Pattern.compile("\\[(\\d{1,9})]|[^.\\[\\]]+");

  private Detail() {}

  static HttpResponse text(int status, String detail) {
    return of(status, new Json.Text(detail));
  }

  static HttpResponse of(int status, Json detail) {
    return HttpResponse.json(status, Json.Obj.EMPTY.with("detail", detail));
  }

  static HttpResponse of(Problem problem) {
    HttpResponse response = shape(problem);
    return problem.retryAfterS() == 0
        ? response
        : response.with("Retry-After", Integer.toString(problem.retryAfterS()));
  }

  private static HttpResponse shape(Problem problem) {
    boolean aboutField = problem.field().isPresent() && problem.status() < 500 && problem.status() != 404;
    if (aboutField) {
      String field = problem.field().get();
      String said = problem.detail();
      return broken(field, said.startsWith(field + ": ") ? said.substring(field.length() + 2) : said,
          "value_error");
    }
    if (problem.code().equals(BARRED)) {
      return of(problem.status(), problem.more().with("error", "gateway_violation").with("status", "FAIL")
          .with("message", problem.detail()));
    }
    if (problem.status() == 429) {
      return of(429, Json.Obj.EMPTY.with("ok", false).with("error", "backpressure")
          .with("message", problem.detail()).with("retry_after_s", problem.retryAfterS()));
    }
    return text(problem.status(), problem.detail());
  }

  /** 422, as FastAPI does. */
  static HttpResponse of(MalformedException malformed) {
    if (malformed.reason().equals(MISSING)) {
      return broken(malformed.field(), "Field required", MISSING);
    }
    boolean unread = malformed.offset() != MalformedException.NO_OFFSET;
    String where = unread ? " (at byte " + malformed.offset() + ")" : "";
    return broken(malformed.field(), malformed.reason() + where, unread ? "json_invalid" : "value_error");
  }

  private static HttpResponse broken(String field, String message, String type) {
    boolean asked = field.startsWith(QUERY);
    List<Json> place = new ArrayList<>(List.of(new Json.Text(asked ? "query" : "body")));
    Matcher steps = STEP
        .matcher(field.equals(DOCUMENT) ? "" : asked ? field.substring(QUERY.length()) : field);
    while (steps.find()) {
      String index = steps.group(1);
      place.add(index == null ? new Json.Text(steps.group()) : Json.Int.of(Long.parseLong(index)));
    }
    return of(422, new Json.Arr(List.of(Json.Obj.EMPTY.with("loc", new Json.Arr(place)).with("msg", message)
        .with("type", type))));
  }
}
