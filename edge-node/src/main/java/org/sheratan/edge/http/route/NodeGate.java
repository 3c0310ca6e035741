package org.sheratan.edge.http.route;

import java.util.concurrent.CompletableFuture;

import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;

/** The way from any thread to the node. The daemon hands the command to the node's own thread. */
@FunctionalInterface
public interface NodeGate {
  /**
   * Returns at once. The future ends with the node's answer, a {@link Answer.Refused} included; it fails only when
   * the node stops before answering.
   */
  CompletableFuture<Answer> ask(Command command);
}
