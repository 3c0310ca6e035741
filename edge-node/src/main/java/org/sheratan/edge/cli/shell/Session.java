package org.sheratan.edge.cli.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.RemoteNode;

/** The command {@code sheratan} itself: the options that every command takes, and what they lead to. */
@Command(name = "sheratan", synopsisSubcommandLabel = "COMMAND", description = {
    "A node of an off-grid compute mesh, and the tool to speak with it.", ""}, footer = {"",
        "Exit status: 0 ok, 1 failure, 2 usage, 3 daemon unreachable, 4 not found or no match, 5 auth,",
        "  6 conflict, 7 timeout, 8 duty cycle or region refused, 9 degraded, 130 interrupted.", "",
        "Example:",
        "  sheratan job submit --kind read_file --param path=hello.txt --wait"})
public final class Session implements Runnable {
  private static final String PROGRAM = "sheratan ";
  private static final String AS_ROOT = "sudo ";
  private static final String DATA_DIR = "--data-dir";
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);
  private static final Duration UNSAID = Duration.ofSeconds(1);

  private final Terminal terminal;

  @Option(names = DATA_DIR, paramLabel = "FOLDER", scope = ScopeType.INHERIT, description = "The node's data folder. Default: $$SHERATAN_HOME, else the user's own (~/.local/share/sheratan on Linux),"
      + " else /var/lib/sheratan.")
  private Path dataFolder;
  @Option(names = "--config", paramLabel = "FILE", scope = ScopeType.INHERIT, description = "The node's configuration file; names its data folder.")
  private Path configFile;
  @Option(names = "--api", paramLabel = "URL", scope = ScopeType.INHERIT, description = "A node of another machine, such as https://alpha.local:8443. Default: $$SHERATAN_API.")
  private String apiAddress;
  @Option(names = "--certificate", paramLabel = "SHA-256", scope = ScopeType.INHERIT, description = "Fingerprint of its certificate, as its own status shows it. Default: $$SHERATAN_CERTIFICATE.")
  private String certificate;
  @Option(names = "--token-file", paramLabel = "FILE", scope = ScopeType.INHERIT, description = "Speak with this token, which sheratan token create made there, or a copy of its api-token. Default: $$SHERATAN_TOKEN_FILE, else on the node's own machine its api-token.")
  private Path tokenFile;
  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print one JSON document.")
  private boolean json;
  @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colors; the same as setting NO_COLOR.")
  private boolean noColor;
  @Option(names = "--timeout", paramLabel = "DURATION", scope = ScopeType.INHERIT, converter = SecondsConverter.class, description = "Give up after so long, such as 90s or 5m.")
  private Duration timeout;
  @Option(names = {"-h",
      "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
  private boolean help;
  @Spec
  private CommandSpec spec;

  public Session(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    terminal.err().print(spec.commandLine().getUsageMessage());
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  public Terminal terminal() {
    return terminal;
  }

  public Output output() {
    boolean plain = noColor || !terminal.environment().getOrDefault("NO_COLOR", "").isEmpty();
    return new Output(terminal, json, terminal.interactive() && !plain,
        command -> called(forThisNode(command)));
  }

  /** A clone of the sources is in nobody's PATH. */
  private String called(String command) {
    String program = quoted(terminal.program());
    return command.startsWith(PROGRAM)
        ? program + command.substring(PROGRAM.length() - 1)
        : command.startsWith(AS_ROOT + PROGRAM)
            ? AS_ROOT + program + command.substring(AS_ROOT.length() + PROGRAM.length() - 1)
            : command;
  }

  /** The next command to try, for the node that this one was for: as typed, it would go to another. */
  private String forThisNode(String command) {
    boolean ours = (command.startsWith(PROGRAM) || command.startsWith(AS_ROOT + PROGRAM))
        && !command.contains("--help")
        && !command.contains(DATA_DIR + " ");
    if (!ours) {
      return command;
    }
    // A new token is made by who has the node's own: the given one was just found to allow too little.
    boolean forToken = command.startsWith("sheratan token create ");
    String token = tokenFile == null || forToken ? "" : " --token-file " + quoted(tokenFile.toString());
    if (apiAddress != null) {
      return forToken
          ? "on that machine: " + command
          : command + " --api " + quoted(apiAddress)
              + (certificate == null ? "" : " --certificate " + quoted(certificate)) + token;
    }
    String node = configFile == null ? "" : " --config " + quoted(configFile.toString());
    return command + (dataFolder == null ? node : " " + DATA_DIR + " " + quoted(dataFolder.toString()))
        + token;
  }

  /** As one word of a shell. */
  public static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./+@%:,=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  public Path dataFolder() throws CommandFailure {
    return DataFolders.find(Optional.ofNullable(dataFolder), configFile(), terminal);
  }

  /** Only when {@code --data-dir} was given. */
  public Optional<Path> givenDataFolder() {
    return Optional.ofNullable(dataFolder);
  }

  /** Only when {@code --config} was given. */
  public Optional<Path> configFile() {
    return Optional.ofNullable(configFile);
  }

  /** Only when {@code --timeout} was given. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** How long to wait for one answer of the node. */
  public Duration patience() {
    return timeout().orElse(DEFAULT_PATIENCE);
  }

  public Api api() throws CommandFailure {
    Optional<RemoteNode> remote = remoteNode();
    return remote.isPresent()
        ? remote.get().api()
        : awaited(UNSAID.compareTo(patience()) < 0 ? UNSAID : patience());
  }

  /** Likewise, for a command that can go on without: only a node that says it is starting is waited for. */
  public Api apiIfAny() throws CommandFailure {
    Optional<RemoteNode> remote = remoteNode();
    return remote.isPresent() ? remote.get().api() : awaited(Duration.ZERO);
  }

  private Api awaited(Duration unsaid) throws CommandFailure {
    return new AwaitedNode(dataFolder(), localTokenFile(), patience(), unsaid, new SystemClock(), Rest::of)
        .api();
  }

  /** The node of this machine's files, whatever the environment says; not waited for. */
  public Api localApi() throws CommandFailure {
    return Api.open(dataFolder(), localTokenFile());
  }

  /** The environment's belongs to the environment's node, where it names one. */
  private Optional<Path> localTokenFile() {
    return Optional.ofNullable(tokenFile)
        .or(() -> set("SHERATAN_API").isPresent() ? Optional.empty() : environmentTokenFile());
  }

  private Optional<Path> environmentTokenFile() {
    return set("SHERATAN_TOKEN_FILE").map(Path::of);
  }

  /** Whether {@code --api} was given. */
  public boolean givenApi() {
    return apiAddress != null;
  }

  /** Whether the commands are for a node of another machine, whose files are not here. */
  public boolean remote() {
    return remoteNode().isPresent();
  }

  /** What is given by hand goes before the environment. */
  private Optional<RemoteNode> remoteNode() {
    boolean folderGiven = dataFolder != null || configFile != null;
    return Optional.ofNullable(apiAddress).or(() -> folderGiven ? Optional.empty() : set("SHERATAN_API"))
        .map(address -> new RemoteNode(address,
            Optional.ofNullable(certificate).or(() -> set("SHERATAN_CERTIFICATE")),
            Optional.ofNullable(tokenFile).or(this::environmentTokenFile)));
  }

  private Optional<String> set(String variable) {
    return Optional.ofNullable(terminal.environment().get(variable)).filter(value -> !value.isEmpty());
  }
}
