package org.sheratan.edge.cli.node;

import picocli.CommandLine.Command;

import org.sheratan.edge.cli.shell.Session;

@Command(name = "trust", description = "Confirm that a node's key is the right one, its fingerprint being compared.", footer = {
    "", "Example:", "  sheratan node trust node-e5"})
public final class NodeTrustCommand extends TrustDecision {
  public NodeTrustCommand(Session session) {
    super(session, "confirmed");
  }

  @Override
  String verb() {
    return "trust";
  }

  @Override
  String consequence() {
    return "Is that the fingerprint its own status shows, as key?";
  }
}
