package org.sheratan.edge.cli;

import picocli.CommandLine.Command;

@Command(name = "trust", description = "Confirm that a node's key is the right one, its fingerprint being compared.", footer = {
    "", "Example:", "  sheratan node trust node-e5"})
final class NodeTrustCommand extends TrustDecision {
  NodeTrustCommand(Session session) {
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
