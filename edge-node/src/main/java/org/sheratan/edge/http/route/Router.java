package org.sheratan.edge.http.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;

/** Finds the handler of a path and method. A segment {@code *} in a pattern takes any one segment. */
public final class Router {
  /** Serves one request. */
  @FunctionalInterface
  public interface Handler {
    HttpResponse handle(HttpRequest request) throws HttpRefusal;
  }

  private record Route(List<String> pattern, SortedMap<String, Handler> byMethod) {
    boolean matches(List<String> path) {
      boolean matches = path.size() == pattern.size();
      for (int index = 0; matches && index < path.size(); index++) {
        matches = pattern.get(index).equals("*")
            ? !path.get(index).isEmpty()
            : pattern.get(index).equals(path.get(index));
      }
      return matches;
    }
  }

  private final List<Route> routes = new ArrayList<>();

  /** @param pattern such as {@code /api/v1/jobs/*} */
  public Router on(String method, String pattern, Handler handler) {
    List<String> segments = List.of(pattern.substring(1).split("/"));
    Optional<Route> known = routes.stream().filter(route -> route.pattern().equals(segments)).findFirst();
    Route route = known.orElseGet(() -> new Route(segments, new TreeMap<>()));
    route.byMethod().put(method, handler);
    if (known.isEmpty()) {
      routes.add(route);
    }
    return this;
  }

  /** @throws HttpRefusal 404 for an unknown path, 405 for an unknown method of a known one */
  public Handler find(HttpRequest request) throws HttpRefusal {
    Optional<Route> found = routes.stream().filter(route -> route.matches(request.path())).findFirst();
    if (found.isEmpty()) {
      throw new HttpRefusal(Problem.of(404, "not-found", "There is no such thing here", "no such path")
          .fix("one of the paths in docs/api.md"));
    }
    SortedMap<String, Handler> byMethod = found.get().byMethod();
    Handler handler = byMethod.get(request.method().equals("HEAD") ? "GET" : request.method());
    String allow = String.join(", ", allowed(byMethod));
    if (request.method().equals("OPTIONS")) {
      return options -> HttpResponse.empty(204).with("Allow", allow);
    }
    return handler != null
        ? handler
        : refused -> HttpResponse.problem(
            Problem.of(405, "method-not-allowed", "Method not allowed here",
                "methods of this path: " + allow))
            .with("Allow", allow);
  }

  private static SortedSet<String> allowed(SortedMap<String, Handler> byMethod) {
    SortedSet<String> allowed = new TreeSet<>(byMethod.keySet());
    allowed.add("OPTIONS");
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return allowed;
  }
}
