package org.sheratan.edge.cli.node;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;
import org.sheratan.radio.secure.Fingerprint;

/** Decides about another node's key, once a person has looked at its fingerprint. */
abstract class TrustDecision extends NodeCommand {
  private final String trust;

  @Parameters(paramLabel = "NODE", description = "Name or id.")
  private String node;
  @Option(names = "--fingerprint", paramLabel = "FINGERPRINT", description = "The fingerprint of its key, as you know it; without it you are asked.")
  private String fingerprint = "";

  /** @param trust as the API spells it */
  TrustDecision(Session session, String trust) {
    super(session);
    this.trust = trust;
  }

  /** Such as {@code block}. */
  abstract String verb();

  /** What follows from it, for the question. */
  abstract String consequence();

  /** Options besides that were given, for the command that is shown as the next step. */
  String further() {
    return "";
  }

  /** What the API is asked to do with the node found. */
  Json.Obj decide(Api api, String id, Json.Obj compared) throws CommandFailure {
    return api.post("/api/v1/nodes/" + id + "/trust", compared.with("trust", trust), session().patience());
  }

  /** The node as the API knows it. */
  View find(Api api, String reference) throws CommandFailure {
    return new View(api.get("/api/v1/nodes/" + URLEncoder.encode(reference, StandardCharsets.UTF_8),
        session().patience()));
  }

  @Override
  protected final ExitStatus run(Output output) throws CommandFailure {
    Api api = session().api();
    View found = find(api, node);
    String key = found.text("fingerprint");
    if (fingerprint.isEmpty()) {
      ask(found, key, output);
    } else if (!Fingerprint.same(key, fingerprint)) {
      throw new CommandFailure(ExitStatus.CONFLICT,
          "the fingerprint of " + node + " is " + key + ", not the one given; nothing is changed", "");
    }
    Json.Obj answer = decide(api, found.text("id"), Json.Obj.EMPTY.with("fingerprint", key));
    output.document(answer);
    output.line(name(found) + " is " + words(new View(answer)));
    return ExitStatus.OK;
  }

  private void ask(View found, String key, Output output) throws CommandFailure {
    if (!output.interactive()) {
      throw new CommandFailure(ExitStatus.USAGE,
          "this needs a person to compare the fingerprint of " + name(found) + ", which is " + key,
          "sheratan node " + verb() + " " + found.text("short_name") + " --fingerprint " + key + further());
    }
    output.note("node         " + name(found));
    output.note("fingerprint  " + key);
    if (!output.yes(consequence())) {
      throw new CommandFailure(ExitStatus.INTERRUPTED, "nothing is changed", "");
    }
  }

  private static String name(View found) {
    return found.textOr("name", "node") + " (" + found.text("short_name") + ")";
  }

  /** As people read it: what holds now, whatever was decided. */
  private static String words(View decided) {
    String trust = decided.text("trust");
    return decided.text("state").equals("revoked")
        ? "revoked"
        : trust.equals("first_use") ? "trusted on first use" : trust;
  }
}
