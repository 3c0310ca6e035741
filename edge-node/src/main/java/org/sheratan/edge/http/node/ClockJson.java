package org.sheratan.edge.http.node;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.kernel.WallQuality;
import org.sheratan.kernel.WallState;

/** The API's shape of what the node knows of wall time. */
final class ClockJson {
  private ClockJson() {}

  /** {@code at} is null where nobody vouches for it, {@code not_before} where nothing was saved. */
  static Json.Obj clock(WallState wall) {
    return Json.Obj.EMPTY.with("quality", JsonWords.word(wall.quality()))
        .with("at", wall.quality() == WallQuality.NONE ? JsonWords.NULL : JsonWords.time(wall.wallMs()))
        .with("not_before", JsonWords.time(wall.notBeforeMs()))
        .with("machine_wrong", wall.machineWrong()).with("tellers", wall.tellers());
  }
}
