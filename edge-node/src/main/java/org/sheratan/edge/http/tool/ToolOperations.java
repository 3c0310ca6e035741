package org.sheratan.edge.http.tool;

import org.sheratan.edge.http.route.Operation;

/** What can be asked about kinds of jobs. */
final class ToolOperations {
  private static final String TOOLS = "/api/v1/tools";

  static final Operation LIST = Operation
      .get(TOOLS, "listTools", "Every kind of job known here, and every kind that a node says it runs.")
      .gives(200, "ToolList");
  static final Operation SHOW = Operation
      .get(TOOLS + "/{kind}", "getTool", "One kind of job, with what it takes.").gives(200, "Tool", "ETag")
      .tagged().refuses(404);

  private ToolOperations() {}
}
