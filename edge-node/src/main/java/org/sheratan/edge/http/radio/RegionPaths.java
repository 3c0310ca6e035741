package org.sheratan.edge.http.radio;

import java.io.IOException;
import java.util.List;
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
import org.sheratan.edge.http.route.RegionGate;
import org.sheratan.edge.http.route.Router;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.air.RegionTable;

/** {@code /api/v1/regions} and {@code /api/v1/region}: the law, and whose. */
public final class RegionPaths {
  private static final int MAX_NAME_CHARS = 32;

  private final Optional<RegionGate> gate;

  public RegionPaths(ApiParts parts) {
    this.gate = parts.region();
  }

  public void addTo(Router router) {
    router.on(RadioOperations.REGIONS, request -> list()).on(RadioOperations.REGION, this::set);
  }

  private HttpResponse list() {
    List<Json> regions = RegionTable.builtIn().regions().stream().<Json>map(RadioJson::region).toList();
    return HttpResponse.json(200, Json.Obj.EMPTY
        .with("region", JsonWords.text(gate.flatMap(RegionGate::region)))
        .with("regions", new Json.Arr(regions)));
  }

  private HttpResponse set(HttpRequest request) throws HttpRefusal {
    String name = Fields.of(JsonReader.readObject(request.body())).only(List.of("region"))
        .text("region", MAX_NAME_CHARS);
    Region region = RegionTable.builtIn().find(name).orElseThrow(() -> new HttpRefusal(
        Problem.of(404, "not-found", "There is no such thing here", "no region is called " + name)
            .fix("sheratan region list")));
    RegionGate kept = gate.orElseThrow(() -> new HttpRefusal(RadioPaths.NONE));
    try {
      return HttpResponse.json(200, RadioJson.change(kept.set(region)));
    } catch (IOException unwritten) {
      throw new HttpRefusal(Problem.of(409, "config-not-writable", "The configuration cannot be written",
          String.valueOf(unwritten.getMessage()))
          .fix("stop the node, then the same command as somebody who may write that file"));
    }
  }
}
