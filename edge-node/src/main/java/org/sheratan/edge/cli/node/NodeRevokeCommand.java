package org.sheratan.edge.cli.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.secure.Fingerprint;

@Command(name = "revoke", description = {
    "Tell the whole network that a node is not to be trusted any more, stolen say, and block it here.",
    "Nodes whose operator has confirmed this one shut it out too; where it was confirmed itself, when a second",
    "confirmed node says so. It leaves the groups made there. sheratan node forget takes it back."}, footer = {
        "",
        "Example:", "  sheratan node revoke node-e5 --reason stolen"})
public final class NodeRevokeCommand extends TrustDecision {
  @Option(names = "--reason", paramLabel = "TEXT", description = "For the other operators, at most 64 bytes.")
  private String reason = "";

  public NodeRevokeCommand(Session session) {
    super(session, "blocked");
  }

  @Override
  String verb() {
    return "revoke";
  }

  @Override
  String consequence() {
    return "Tell the whole network not to trust it any more?";
  }

  @Override
  String further() {
    return reason.isEmpty() ? "" : " --reason " + Session.quoted(reason);
  }

  /** A node that is long gone is known by its full id all the same. */
  @Override
  View find(Api api, String reference) throws CommandFailure {
    try {
      return super.find(api, reference);
    } catch (CommandFailure unknown) {
      if (unknown.exit() != ExitStatus.NOT_FOUND || !reference.matches("[0-9a-fA-F]{64}")) {
        throw unknown;
      }
      NodeId id = NodeId.parse(reference);
      return new View(Json.Obj.EMPTY.with("id", id.toHex()).with("short_name", id.shortName())
          .with("name", new Json.Null()).with("fingerprint", Fingerprint.of(id)));
    }
  }

  @Override
  Json.Obj decide(Api api, String id, Json.Obj compared) throws CommandFailure {
    return api.post("/api/v1/nodes/" + id + "/revocation", compared.with("reason", reason),
        session().patience());
  }
}
