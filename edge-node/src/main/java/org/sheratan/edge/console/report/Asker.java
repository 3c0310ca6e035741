package org.sheratan.edge.console.report;

import org.sheratan.core.json.Json;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

/** The node's API, in process. A call may take as long as the API itself; never on the console's own thread. */
public interface Asker {
  /** The node is on its way up: calls fail until it is there. */
  boolean starting();

  /** @throws CommandFailure when the node refuses, is silent, or does not run */
  View get(String target) throws CommandFailure;

  /** @throws CommandFailure likewise */
  View post(String target, Json.Obj body) throws CommandFailure;
}
