package org.sheratan.edge.http;

import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonLimits;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.door.RequestHead;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.RequestOrigin;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * The API for callers inside the process, the console above all: the same answers by the same code, without sockets, token or limits of
 * connections. It works while the listening API is off or overwhelmed.
 */
public final class LocalApi implements AutoCloseable {
  private static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;
  private static final JsonLimits LIMITS = JsonLimits.ours(MAX_ANSWER_BYTES);
  private static final HttpSettings SETTINGS = HttpSettings.loopback(0).withWaits(5_000, 60_000);

  private final NodeDesk desk;
  private final Router router;

  /** @param parts whose token is never asked for */
  public LocalApi(ApiParts parts) {
    this.desk = new NodeDesk(parts.gate(), SETTINGS.answerDeadlineMs());
    this.router = ApiRouter.of(desk, SETTINGS, parts);
  }

  /** @throws HttpRefusal as the API would answer */
  public Json.Obj get(String target) throws HttpRefusal {
    return call("GET", target, Bytes.EMPTY);
  }

  /** @throws HttpRefusal as the API would answer */
  public Json.Obj post(String target, Json.Obj body) throws HttpRefusal {
    return call("POST", target, CanonicalJson.bytes(body));
  }

  private Json.Obj call(String method, String target, Bytes body) throws HttpRefusal {
    RequestHead head = new RequestHead(method, target, 1, "localhost", new TreeMap<>(), body.length());
    try {
      HttpRequest request = HttpRequest.of(head, body, RequestOrigin.IN_PROCESS);
      HttpResponse response = router.find(request).handle(request);
      if (response.status() == 405) {
        throw new HttpRefusal(
            Problem.of(405, "method-not-allowed", "Method not allowed here", method + " " + target));
      }
      return JsonReader.readObject(response.body(), LIMITS);
    } catch (MalformedException malformed) {
      throw new HttpRefusal(Problem.malformed(malformed));
    }
  }

  /** Ends whatever waits. */
  @Override
  public void close() {
    desk.close();
  }
}
