package org.sheratan.edge.http.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.kernel.Check;

/** Finds the handler of a path and method. A segment in braces, such as {@code {job}}, takes any one segment. */
public final class Router {
  /** Serves one request. */
  @FunctionalInterface
  public interface Handler {
    HttpResponse handle(HttpRequest request) throws HttpRefusal;
  }

  private record Served(Optional<Operation> operation, Handler handler) {}

  private record Route(List<String> pattern, SortedMap<String, Served> byMethod) {
    boolean matches(List<String> path) {
      boolean matches = path.size() == pattern.size();
      for (int index = 0; matches && index < path.size(); index++) {
        matches = pattern.get(index).startsWith("{")
            ? !path.get(index).isEmpty()
            : pattern.get(index).equals(path.get(index));
      }
      return matches;
    }
  }

  private final List<Route> routes = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();

  /** @param handler gets only what the operation takes */
  public Router on(Operation operation, Handler handler) {
    put(operation.method(), operation.path(), new Served(Optional.of(operation), request -> {
      operation.check(request);
      if (operation.pages()) {
        request.room().take();
      }
      return handler.handle(request);
    }));
    operations.add(operation);
    return this;
  }

  /**
   * For an API that describes itself to nobody.
   *
   * @param pattern such as {@code /api/jobs/{job}}
   */
  public Router on(String method, String pattern, Handler handler) {
    return put(method, pattern, new Served(Optional.empty(), handler));
  }

  private Router put(String method, String pattern, Served served) {
    List<String> segments = List.of(pattern.substring(1).split("/"));
    Optional<Route> known = routes.stream().filter(route -> route.pattern().equals(segments)).findFirst();
    Route route = known.orElseGet(() -> new Route(segments, new TreeMap<>()));
    Check.that(route.byMethod().put(method, served) == null, "one handler each");
    if (known.isEmpty()) {
      routes.add(route);
    }
    return this;
  }

  /** In the order in which they were added. */
  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** What the request asks for; empty where there is no such path or method. */
  public Optional<Operation> operation(HttpRequest request) {
    return route(request).map(route -> route.byMethod().get(method(request))).flatMap(Served::operation);
  }

  /** @throws HttpRefusal 404 for an unknown path, 405 for an unknown method of a known one */
  public Handler find(HttpRequest request) throws HttpRefusal {
    SortedMap<String, Served> byMethod = route(request).map(Route::byMethod)
        .orElseThrow(() -> new HttpRefusal(
            Problem.of(404, "not-found", "There is no such thing here", "no such path")
                .fix("one of the paths in docs/api.md")));
    String allow = String.join(", ", allowed(byMethod.keySet()));
    if (request.method().equals("OPTIONS")) {
      return options -> HttpResponse.empty(204).with("Allow", allow);
    }
    Served served = byMethod.get(method(request));
    return served != null
        ? served.handler()
        : refused -> HttpResponse.problem(
            Problem.of(405, "method-not-allowed", "Method not allowed here",
                "methods of this path: " + allow))
            .with("Allow", allow);
  }

  private Optional<Route> route(HttpRequest request) {
    return routes.stream().filter(route -> route.matches(request.path())).findFirst();
  }

  private static String method(HttpRequest request) {
    return request.method().equals("HEAD") ? "GET" : request.method();
  }

  private static SortedSet<String> allowed(Set<String> methods) {
    SortedSet<String> allowed = new TreeSet<>(methods);
    allowed.add("OPTIONS");
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return allowed;
  }
}
