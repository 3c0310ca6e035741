package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.cli.shell.Terminal;

class ManualPageTest {
  @Command(name = "tool", description = "Does things.", footer = {"", "Example:", "  tool cut a\\b"})
  private static final class Tool {
    @Option(names = "--where", paramLabel = "FOLDER", scope = CommandLine.ScopeType.INHERIT, description = "$$HOME unless said.")
    private String where;
  }

  @Command(name = "cut", description = {".It cuts", "50 %% away."})
  private static final class Cut {
    @Option(names = {"-f", "--fast"}, description = "Sooner.")
    private boolean fast;
    @Parameters(paramLabel = "FILE", description = "What.")
    private String file;
  }

  private static String small() {
    CommandLine root = new CommandLine(new Tool());
    root.addSubcommand(new Cut());
    return ManualPage.of(root, "9.9");
  }

  private static List<String> verbs(CommandLine line) {
    return line.getSubcommands().values().stream().flatMap(sub -> sub.getSubcommands().isEmpty()
        ? Stream.of(sub.getCommandSpec().qualifiedName())
        : verbs(sub).stream()).toList();
  }

  @Test
  void shouldDescribeEveryCommandOnce() {
    CliRun run = CliRun.of("help", "--manual");
    assertEquals(0, run.exit());
    List<String> verbs = verbs(Sheratan.commandLine(new Session(Terminal.system()), List.of()));
    assertTrue(verbs.size() > 40, verbs.toString());
    for (String verb : verbs) {
      assertEquals(1,
          Pattern.compile("(?m)^\\.SS " + verb + "( \\[?[A-Z].*)?$").matcher(run.out()).results().count(),
          verb);
    }
  }

  @Test
  void shouldShowCommonOptionsOnce() {
    assertEquals(1,
        Pattern.compile(Pattern.quote(".B \\-\\-where FOLDER")).matcher(small()).results().count());
  }

  @Test
  void shouldShowArgumentsAndExamples() {
    String page = small();
    assertTrue(page.contains(".SS tool cut FILE\n"), page);
    assertTrue(page.contains(".TP\n.B FILE\nWhat.\n"), page);
    assertTrue(page.contains(".TP\n.B \\-f, \\-\\-fast\nSooner.\n"), page);
    assertTrue(page.contains(".nf\nExample:\n  tool cut a\\eb\n.fi\n"), page);
  }

  @Test
  void shouldLetNoWordBecomeAMacro() {
    assertTrue(small().contains("\n\\&.It cuts\n50 % away.\n"), small());
  }

  @Test
  void shouldWriteSignsAsPeopleReadThem() {
    assertTrue(small().contains("\n$HOME unless said.\n"), small());
    assertFalse(CliRun.of("help", "--manual").out().contains("$$"));
  }

  @Test
  void shouldPrintACompletionOfEveryCommand() {
    CliRun run = CliRun.of("completion");
    assertEquals(0, run.exit());
    assertTrue(run.out().contains("complete -F _complete_sheratan"), "no completion");
    assertTrue(run.out().contains("range-test") && run.out().contains("--print-config"),
        "commands are missing");
    assertTrue(run.out().contains("EU868"), "names of regions are completed too");
  }

  @Test
  void shouldTellWhatMayBeLeftOut() {
    String page = CliRun.of("help", "--manual").out();
    assertTrue(page.contains(".SS sheratan region list [NAME]\n"), "optional");
    assertTrue(page.contains(".SS sheratan help [COMMAND...]\n"), "optional and many");
  }

  @Test
  void shouldTellEnvironmentFilesAndWhatElseToRead() {
    String page = CliRun.of("help", "--manual").out();
    for (String part : List.of(".SH ENVIRONMENT", ".B SHERATAN_HOME", "/etc/default/sheratan\\-edge",
        ".SH SEE ALSO")) {
      assertTrue(page.contains(part), part);
    }
    assertFalse(page.contains("source tree"), "there is none in a package");
    assertTrue(page.contains("interrupted.\n.fi\n.PP\n.nf\nExample:"), "paragraphs of their own");
  }
}
