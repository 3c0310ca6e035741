package org.sheratan.edge.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.cli.shell.Terminal;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;

/** The program. */
public final class Sheratan {
  private Sheratan() {}

  public static void main(String[] arguments) {
    System.exit(run(Terminal.system(), arguments));
  }

  /** @return the exit status */
  public static int run(Terminal terminal, String... arguments) {
    Session session = new Session(terminal);
    return commandLine(session, List.of(arguments)).execute(arguments);
  }

  static CommandLine commandLine(Session session, List<String> arguments) {
    CommandLine line = new CommandLine(session);
    Commands.addTo(line, session, arguments);
    Terminal terminal = session.terminal();
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setUsageHelpWidth(100);
    line.getCommandSpec().usageMessage().abbreviateSynopsis(true);
    shortHelp(line);
    line.setExpandAtFiles(false);
    line.setAllowSubcommandsAsOptionParameters(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((wrong, ignored) -> misused(session, wrong));
    line.setExecutionExceptionHandler((failed, command, parsed) -> failed(session, command, failed));
    return line;
  }

  /** The options of every command are told once, by the help of the program itself. */
  private static void shortHelp(CommandLine line) {
    for (CommandLine command : line.getSubcommands().values()) {
      command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
      command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, Sheratan::ownOptions);
      shortHelp(command);
    }
  }

  private static String ownOptions(CommandLine.Help help) {
    CommandLine.Help.Layout layout = help.createDefaultLayout();
    layout.addOptions(help.commandSpec().options().stream().filter(option -> !option.inherited()).toList(),
        help.parameterLabelRenderer());
    return layout + "Every command takes --json, --data-dir and more: sheratan help" + System.lineSeparator();
  }

  private static int misused(Session session, ParameterException refused) {
    ParameterException wrong = unknown(refused);
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    List<String> similar = wrong instanceof UnmatchedArgumentException unmatched
        ? unmatched.getSuggestions()
        : List.of();
    boolean version = wrong instanceof UnmatchedArgumentException unknown
        && unknown.getUnmatched().getFirst().equals("--version");
    String fix = similar.isEmpty() ? command + " --help" : command + " " + similar.getFirst();
    CommandFailure failure = new CommandFailure(ExitStatus.USAGE, what(wrong),
        version ? "sheratan version" : fix);
    session.output().failure(failure);
    return ExitStatus.USAGE.code();
  }

  /** An option with a typo in it is not there either; but who is told that it is missing looks in vain for what is wrong. */
  private static ParameterException unknown(ParameterException wrong) {
    List<String> unknown = wrong instanceof MissingParameterException
        ? wrong.getCommandLine().getUnmatchedArguments()
        : List.of();
    return unknown.isEmpty() ? wrong : new UnmatchedArgumentException(wrong.getCommandLine(), unknown);
  }

  private static String what(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().getFirst();
      boolean option = first.startsWith("-");
      boolean group = !wrong.getCommandLine().getSubcommands().isEmpty();
      return (option ? "unknown option '" : group ? "unknown command '" : "unexpected argument '") + first
          + "'";
    }
    return wrong.getMessage();
  }

  private static int failed(Session session, CommandLine command, Exception failed) throws Exception {
    if (failed instanceof CommandFailure failure) {
      session.output().failure(failure.orTry(next(failure.exit(), command)));
      return failure.exit().code();
    }
    throw failed;
  }

  /** For a failure that knows of nothing better. */
  private static String next(ExitStatus exit, CommandLine command) {
    return switch (exit) {
      case TIMEOUT -> "the same command with a longer --timeout";
      case UNREACHABLE -> "sheratan status";
      case DEGRADED -> "sheratan doctor";
      default -> command.getCommandSpec().qualifiedName() + " --help";
    };
  }
}
