package org.sheratan.core.tool.local;

import java.io.IOException;

import org.sheratan.core.json.Json;

/** One handler. Its parameters are checked and completed by their {@link org.sheratan.core.tool.ToolKind}. */
@FunctionalInterface
public interface Tool {
  /** @param units work done, in the unit of the tool's kind */
  record Done(Json.Obj result, long units) {}

  Done run(Json.Obj params, Run run) throws IOException, ToolFailure;

  static Json.Obj result(String kind) {
    return Json.Obj.EMPTY.with("ok", true).with("action", kind + "_result");
  }
}
