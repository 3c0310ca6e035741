package org.sheratan.edge.cli.node;

import picocli.CommandLine.Command;

import org.sheratan.edge.cli.shell.Session;

@Command(name = "block", description = {
    "Take nothing from a node and give it nothing: no jobs, no messages, no ways through it.",
    "What it has running here ends with its lease."}, footer = {"", "Example:",
        "  sheratan node block node-e5"})
public final class NodeBlockCommand extends TrustDecision {
  public NodeBlockCommand(Session session) {
    super(session, "blocked");
  }

  @Override
  String verb() {
    return "block";
  }

  @Override
  String consequence() {
    return "Take nothing from it any more, and give it nothing?";
  }
}
