package org.sheratan.edge.http.original;

import java.util.Optional;
import java.util.function.Function;

import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.JsonBody;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.MalformedException;

/** What every request passes, in this order: who calls whom, path and method, media type, handler. */
final class OriginalApplication implements Function<HttpRequest, HttpResponse> {
  private final OriginalCaller callers;
  private final Router router;

  OriginalApplication(OriginalCaller callers, Router router) {
    this.callers = callers;
    this.router = router;
  }

  @Override
  public HttpResponse apply(HttpRequest request) {
    try {
      Optional<String> origin = callers.check(request.head());
      HttpResponse response = answer(request);
      return origin.map(page -> readable(response, page)).orElse(response);
    } catch (HttpRefusal stranger) {
      return Detail.of(stranger.problem());
    }
  }

  private HttpResponse answer(HttpRequest request) {
    Router.Handler handler;
    try {
      handler = router.find(request);
    } catch (HttpRefusal noPath) {
      return Detail.text(404, "Not Found");
    }
    try {
      JsonBody.check(request);
      HttpResponse response = handler.handle(request);
      return response.status() == 405
          ? Detail.text(405, "Method Not Allowed").with("Allow", response.headers().get("Allow"))
          : response;
    } catch (HttpRefusal refused) {
      return Detail.of(refused.problem());
    } catch (MalformedException malformed) {
      return Detail.of(malformed);
    }
  }

  /** A browser shows an answer to a page of another port only where the answer allows it (Fetch, CORS protocol). */
  private static HttpResponse readable(HttpResponse response, String page) {
    HttpResponse allowed = response.with("Access-Control-Allow-Origin", page).with("Vary", "Origin");
    String methods = response.status() == 204 ? response.headers().get("Allow") : null;
    return methods == null
        ? allowed
        : allowed.with("Access-Control-Allow-Methods", methods)
            .with("Access-Control-Allow-Headers", "Content-Type").with("Access-Control-Max-Age", "600");
  }
}
