package org.sheratan.edge.cli.node;

import picocli.CommandLine.Command;

import org.sheratan.edge.cli.shell.Session;

@Command(name = "forget", description = "Take back what was decided about a node: it is met like a new one.", footer = {
    "", "Example:", "  sheratan node forget node-e5"})
public final class NodeForgetCommand extends TrustDecision {
  public NodeForgetCommand(Session session) {
    super(session, "first_use");
  }

  @Override
  String verb() {
    return "forget";
  }

  @Override
  String consequence() {
    return "Take back what was decided about it?";
  }
}
