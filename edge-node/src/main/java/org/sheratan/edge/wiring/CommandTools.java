package org.sheratan.edge.wiring;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.JsonReader;
import org.sheratan.core.tool.Schema;
import org.sheratan.core.tool.SchemaReader;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolKind;
import org.sheratan.core.tool.local.Alarm;
import org.sheratan.core.tool.local.Tool;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.tool.command.Arguments;
import org.sheratan.edge.tool.command.CommandSettings;
import org.sheratan.edge.tool.command.CommandTool;
import org.sheratan.edge.tool.command.Confinement;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** The programs that an operator lists, as tools: known where they are listed, run where they can be confined. */
final class CommandTools {
  private final Config config;
  private final Alarm alarm;
  private final List<ToolKind> kinds = new ArrayList<>();
  private final SortedMap<String, Tool> tools = new TreeMap<>();

  CommandTools(Config config, Alarm alarm) throws StartRefusal {
    this.config = config;
    this.alarm = alarm;
    if (!config.tool().commands().isEmpty()) {
      Optional<Confinement> confinement = Confinement.find();
      if (confinement.isEmpty()) {
        Log.warn("commands-left-out", "why",
            "unshare and prlimit are not here, or this system forbids namespaces to this user", "fix",
            "sheratan doctor");
      }
      for (Config.Command command : config.tool().commands()) {
        add(command, confinement);
      }
    }
  }

  List<ToolKind> kinds() {
    return kinds;
  }

  SortedMap<String, Tool> tools() {
    return tools;
  }

  private void add(Config.Command command, Optional<Confinement> confinement) throws StartRefusal {
    boolean taken = ToolCatalog.standard().find(command.name()).isPresent()
        || kinds.stream().anyMatch(kind -> kind.name().equals(command.name()));
    if (taken) {
      throw refusal(command, "there is a tool of that name already");
    }
    try {
      Schema schema = SchemaReader.read("schema", JsonReader.readObject(Bytes.utf8(command.schema())));
      if (schema.type() != Schema.Type.OBJECT) {
        throw refusal(command, "the schema has to be an object's");
      }
      Arguments arguments = Arguments.parse("arguments", command.arguments(), schema);
      kinds.add(new ToolKind(command.name(), command.description(), command.idempotent(), "run", schema,
          arguments::check));
      offer(command, arguments, confinement);
    } catch (MalformedException broken) {
      throw refusal(command, broken.getMessage());
    }
  }

  private void offer(Config.Command command, Arguments arguments, Optional<Confinement> confinement) {
    boolean here = Files.isRegularFile(command.program()) && Files.isExecutable(command.program());
    if (!here) {
      Log.warn("commands-left-out", "why", "there is no such program", "program", command.program());
    }
    boolean asMeant = command.asRoot() || !Confinement.isRoot();
    if (!asMeant) {
      Log.warn("commands-left-out", "why", "the node runs as root, and so would the program", "program",
          command.program(), "fix",
          "run the node as a user of its own, or set as_root = true for this program");
    }
    if (here && asMeant && confinement.isPresent()) {
      CommandSettings settings = new CommandSettings(command.name(), command.program(), arguments,
          command.network(), command.pages(), command.reports(), command.timeoutS(), command.memoryBytes(),
          command.outputBytes());
      tools.put(command.name(),
          new CommandTool(settings, confinement.get(), config.worker().workspace(), alarm));
    }
  }

  private StartRefusal refusal(Config.Command command, String why) {
    return new StartRefusal(ExitStatus.USAGE,
        config.file() + ": tool.command " + command.name() + ": " + why, "");
  }
}
