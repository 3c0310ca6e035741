package org.sheratan.core.tool.local;

import java.io.IOException;

import org.sheratan.core.json.Json;

/** One handler. Parameters were checked by the catalog's rules; handlers read them the same way again. */
@FunctionalInterface
interface Tool {
  /** @param units work done, in the unit of the tool's kind */
  record Done(Json.Obj result, long units) {}

  Done run(Json.Obj params, Run run) throws IOException, ToolFailure;

  static Json.Obj result(String kind) {
    return Json.Obj.EMPTY.with("ok", true).with("action", kind + "_result");
  }
}
