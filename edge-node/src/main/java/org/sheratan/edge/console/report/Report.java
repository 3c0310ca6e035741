package org.sheratan.edge.console.report;

import java.util.List;

import org.sheratan.edge.shell.CommandFailure;

/** One command that only looks: it may wait for the node, and gives what to print. */
@FunctionalInterface
public interface Report {
  /** @param arguments the words behind the command */
  List<String> lines(Facts facts, List<String> arguments) throws CommandFailure;
}
