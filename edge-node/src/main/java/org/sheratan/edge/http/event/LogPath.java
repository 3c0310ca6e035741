package org.sheratan.edge.http.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.LogTail;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Parameter;
import org.sheratan.edge.http.route.Query;
import org.sheratan.edge.http.route.Router;

/** {@code /api/v1/log}: the latest lines of the log. What is secret is in no line. */
public final class LogPath {
  private static final int MAX_LIMIT = 256;
  private static final long MAX_NUMBER = 999_999_999_999_999L;
  private static final Operation LINES = Operation
      .get("/api/v1/log", "listLogLines", "The latest lines of the log.")
      .with(Parameter.number("after", 0, MAX_NUMBER, 0, "Answers what was said behind this number."),
          Parameter.number("limit", 1, MAX_LIMIT, MAX_LIMIT, "Most lines of the answer."))
      .gives(200, "LogPage");

  private final LongFunction<Optional<LogTail.Line>> log;

  /** @param log the oldest line with a number or a higher one */
  public LogPath(LongFunction<Optional<LogTail.Line>> log) {
    this.log = log;
  }

  public void addTo(Router router) {
    router.on(LINES, this::lines);
  }

  static Json.Obj shape(LogTail.Line line) {
    return Json.Obj.EMPTY.with("number", line.number()).with("text", line.text());
  }

  private HttpResponse lines(HttpRequest request) {
    Query query = Query.of(request);
    long after = query.number("after", 0, MAX_NUMBER, 0);
    long limit = query.number("limit", 1, MAX_LIMIT, MAX_LIMIT);
    List<Json> lines = new ArrayList<>();
    long next = after;
    Optional<LogTail.Line> line = log.apply(next + 1);
    while (line.isPresent() && lines.size() < limit) {
      lines.add(shape(line.get()));
      next = line.get().number();
      line = log.apply(next + 1);
    }
    return HttpResponse.json(200, Json.Obj.EMPTY.with("lines", new Json.Arr(lines)).with("next", next));
  }
}
