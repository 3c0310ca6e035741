package org.sheratan.edge.cli.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.FileTrouble;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.wiring.Init;
import org.sheratan.edge.wiring.NetworkKeyText;
import org.sheratan.edge.wiring.StartRefusal;
import org.sheratan.radio.secure.Fingerprint;
import org.sheratan.radio.secure.NetworkKey;

@Command(name = "init", description = {"Set up a data folder: identity, network key, configuration.",
    "Exit status 6 when it is set up already; nothing is changed then."}, footer = {"", "Examples:",
        "  sheratan init --data-dir ~/node-a --name node-a",
        "  sheratan init --data-dir ~/node-b --name node-b --network-key ~/node-a/network.key"})
public final class InitCommand extends NodeCommand {
  private static final int MAX_KEY_BYTES = 4096;

  @Option(names = "--name", paramLabel = "NAME", description = "What people call the node. Default: the host name.")
  private String name = "";
  @Option(names = "--network-key", paramLabel = "FILE", description = "Join the network of this key file, - for stdin. Default: found a new network.")
  private String networkKey = "";

  public InitCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Init.Report report;
    try {
      report = Init.run(new Init.Request(session().dataFolder(), key(), Init.configFor(name)));
    } catch (StartRefusal refused) {
      throw new CommandFailure(refused.status(), refused.getMessage(), refused.fix());
    }
    Path folder = report.folder().top();
    output.line("node " + report.id().shortName() + " set up in " + folder);
    output.line("fingerprint " + Fingerprint.of(report.id()));
    output.line(report.founded()
        ? "new network; let other nodes join it with a copy of " + report.folder().networkKeyFile()
        : "joined the network of the given key");
    output.step("start it with: ", "sheratan run --data-dir " + folder);
    output.document(Json.Obj.EMPTY.with("id", report.id().toHex()).with("short_name", report.id().shortName())
        .with("fingerprint", Fingerprint.of(report.id())).with("data_folder", folder.toString())
        .with("founded_network", report.founded()));
    return ExitStatus.OK;
  }

  private Optional<NetworkKey> key() throws CommandFailure, StartRefusal {
    if (networkKey.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] text = networkKey.equals("-")
          ? session().terminal().in().readNBytes(MAX_KEY_BYTES)
          : Files.readAllBytes(Path.of(networkKey));
      return Optional.of(NetworkKeyText.parse(new String(text, StandardCharsets.ISO_8859_1), networkKey));
    } catch (IOException unreadable) {
      throw new CommandFailure(ExitStatus.FAILURE, "cannot be read: "
          + FileTrouble.of(unreadable), "");
    }
  }
}
