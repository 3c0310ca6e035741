package org.sheratan.edge.http.node;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.LanGate;
import org.sheratan.edge.http.route.Router;

/** {@code /api/v1/lan}: whether other machines may come in. */
public final class LanPath {
  private final Optional<LanGate> gate;

  public LanPath(ApiParts parts) {
    this.gate = parts.lan();
  }

  public void addTo(Router router) {
    router.on(NodeOperations.LAN, this::set);
  }

  /** Null for a node that has none. */
  static Json shape(Optional<LanGate> gate) {
    return gate.<Json>map(known -> shape(known.lan())).orElse(JsonWords.NULL);
  }

  private static Json.Obj shape(LanGate.Lan lan) {
    return Json.Obj.EMPTY.with("state", lan.state().name().toLowerCase(Locale.ROOT))
        .with("address", JsonWords.text(lan.address()))
        .with("fingerprint", JsonWords.text(lan.fingerprint()))
        .with("why", JsonWords.text(lan.why()))
        .with("fix", JsonWords.text(lan.fix()));
  }

  private HttpResponse set(HttpRequest request) throws HttpRefusal {
    boolean on = Fields.of(JsonReader.readObject(request.body())).only(List.of("on")).bool("on");
    LanGate kept = gate.orElseThrow(() -> new HttpRefusal(Problem.of(404, "no-lan",
        "This node has no listener for other machines", "it is simulated, or [http] enabled is false")));
    try {
      LanGate.Lan after = kept.set(on);
      if (on && after.why().equals(LanGate.NO_PASSWORD)) {
        throw new HttpRefusal(Problem.of(409, "no-password", "Nobody has made this node theirs yet",
            after.why() + ": whoever came first could set one").fix(after.fix()));
      }
      if (on && after.why().equals(LanGate.SAFE_MODE)) {
        throw new HttpRefusal(Problem.of(409, "safe-mode", "Not in safe mode",
            after.why() + ": other machines are let in once it has started with all its parts")
            .fix(after.fix()));
      }
      return HttpResponse.json(200, shape(after));
    } catch (IOException unwritten) {
      throw new HttpRefusal(Problem.of(409, "config-not-writable", "The configuration cannot be written",
          String.valueOf(unwritten.getMessage()))
          .fix("stop the node, then set [http] lan by hand"));
    }
  }
}
