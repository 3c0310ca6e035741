package org.sheratan.edge.cli.node;

import java.util.List;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = {
    "List the nodes known here. Exit status 4 when none matches.",
    "RUNS counts the kinds of jobs it runs; --long names them, and shows fingerprints.",
    "reachable: something that it alone can have sealed came within 5 minutes; way known: others told of it. SEEN: its",
    "last sign of life. sheratan ping NODE finds out."}, footer = {
        "",
        "Example:", "  sheratan node list --offers gpu"})
public final class NodeListCommand extends NodeCommand {
  @Option(names = "--offers", paramLabel = "OFFER", description = "Only nodes with an offer that starts like this.")
  private String offers = "";
  @Option(names = "--kind", paramLabel = "KIND", description = "Only nodes that run this kind of job.")
  private String kind = "";
  @Option(names = "--long", description = "Every column, wider than a terminal.")
  private boolean all;

  public NodeListCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Json.Obj answer = session().api().get("/api/v1/nodes", session().patience());
    List<View> nodes = new View(answer).objects("nodes").stream().filter(this::matches).toList();
    output.document(
        answer.with("nodes", new Json.Arr(nodes.stream().<Json>map(View::json).toList())));
    if (!nodes.isEmpty()) {
      output.table(all ? everything(nodes) : narrow(nodes));
      nodes.forEach(node -> tellRevoked(node, output));
    } else {
      output.note(filtered() ? "no node matches" : "no other node is known yet");
    }
    return nodes.isEmpty() && filtered() ? ExitStatus.NOT_FOUND : ExitStatus.OK;
  }

  /** Of at most 80 columns, as long as names and offers are short. */
  private static Table narrow(List<View> nodes) {
    Table table = new Table("NAME", "ID", "STATE", "HOPS", "SEEN", "OFFERS", "RUNS", "TRUST");
    for (View node : nodes) {
      int kinds = node.texts("capabilities").size();
      table.row(node.text("name"), node.text("short_name"), state(node), node.text("hops"), seen(node),
          String.join(",", node.texts("offers")),
          kinds == 0 ? "" : Amounts.count(Integer.toString(kinds), "kind"), trust(node));
    }
    return table;
  }

  private static Table everything(List<View> nodes) {
    Table table = new Table("NAME", "ID", "STATE", "HOPS", "VIA", "SEEN", "OFFERS", "SEEKS", "RUNS", "TRUST",
        "FINGERPRINT");
    for (View node : nodes) {
      table.row(node.text("name"), node.text("short_name"), state(node), node.text("hops"), node.text("via"),
          seen(node), String.join(",", node.texts("offers")), String.join(",", node.texts("wants")),
          String.join(",", node.texts("capabilities")), trust(node), node.text("fingerprint"));
    }
    return table;
  }

  private static String state(View node) {
    return node.text("state").replace('_', ' ');
  }

  private static String seen(View node) {
    return node.text("seen_s").isEmpty() ? "" : Amounts.duration(node.number("seen_s")) + " ago";
  }

  private static String trust(View node) {
    return node.text("trust").replace('_', ' ');
  }

  /** By whom, when and why; words that have no say here are in the answer of --json only. */
  private static void tellRevoked(View node, Output output) {
    Optional<View> revoked = node.object("revoked");
    for (View word : revoked.map(known -> known.objects("words")).orElse(List.of())) {
      if (word.is("counts")) {
        String at = word.text("at").isEmpty() ? "" : " at " + word.text("at");
        String reason = word.text("reason").isEmpty() ? "" : ": " + word.text("reason");
        String also = revoked.get().is("in_force") ? "" : " (confirmed here: one more has to say so)";
        output.line(Printable.of(node.textOr("name", node.text("short_name")) + " is revoked by "
            + word.text("by") + at + reason + also));
      }
    }
  }

  private boolean filtered() {
    return !offers.isEmpty() || !kind.isEmpty();
  }

  private boolean matches(View node) {
    return (offers.isEmpty() || node.texts("offers").stream().anyMatch(offer -> offer.startsWith(offers)))
        && (kind.isEmpty() || node.texts("capabilities").contains(kind));
  }
}
