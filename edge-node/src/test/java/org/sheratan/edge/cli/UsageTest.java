package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.cli.shell.Terminal;

/** Help, misuse, and the commands that help and documents show. */
class UsageTest {
  /** Blanks, but for those between quotes. */
  private static final String BETWEEN_WORDS = "\\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";
  private static final Path ROOT = Path.of(System.getProperty("sheratan.root"));
  private static final Pattern SHOWN = Pattern
      .compile("(?m)^\\s*(?:\\$ )?(?:\\./)?sheratan ([a-z-][^#\\n]*)$");
  /** The launcher's own commands. */
  private static final Pattern LAUNCHER = Pattern.compile("(build|bench)( .*)?");

  private static CommandLine line() {
    return Sheratan.commandLine(new Session(Terminal.system()), List.of());
  }

  private static List<CommandLine> all(CommandLine top) {
    List<CommandLine> all = new ArrayList<>(List.of(top));
    top.getSubcommands().values().forEach(sub -> all.addAll(all(sub)));
    return all;
  }

  @Test
  void shouldShowAnExampleThatParsesForEachCommand() {
    for (CommandLine command : all(line())) {
      String name = command.getCommandSpec().qualifiedName();
      String footer = String.join("\n", command.getCommandSpec().usageMessage().footer());
      List<String> examples = SHOWN.matcher(footer).results().map(match -> match.group(1)).toList();
      assertFalse(examples.isEmpty(), name + " has no example");
      for (String example : examples) {
        assertParses(example);
        assertTrue(("sheratan " + example).startsWith(name), name + " shows another command: " + example);
      }
    }
  }

  @Test
  void shouldUnderstandEveryCommandTheDocumentsShow() throws IOException {
    int seen = 0;
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
    }
    documents.add(ROOT.resolve("README.md"));
    for (Path document : documents) {
      String text = Files.exists(document) ? Files.readString(document) : "";
      for (String shown : SHOWN.matcher(text).results().map(match -> match.group(1)).toList()) {
        // Behind two spaces stands what it does; where the log goes and a & at the end are for the shell.
        String command = shown.split(" {2,}")[0].strip().replaceFirst("( 2>\\S+)? &$", "");
        if (!LAUNCHER.matcher(command).matches()) {
          assertParses(command);
          seen++;
        }
      }
    }
    assertTrue(seen > 0);
  }

  private static void assertParses(String command) {
    assertDoesNotThrow(() -> line().parseArgs(command.split(BETWEEN_WORDS)), command);
  }

  @Test
  void shouldKnowEveryPromisedCommand() {
    for (String command : List.of("init", "status", "node list", "ping n", "job submit --kind k",
        "job show k7f3q2ab-3-17", "job list", "job wait k7f3q2ab-3-17", "job cancel k7f3q2ab-3-17",
        "job dead", "job requeue k7f3q2ab-3-17",
        "schedule list", "schedule show s3", "schedule remove s3",
        "message send node-e5 hello there --emergency --lifetime 24h --wait", "message list", "message watch",
        "message ack m-k7f3q2ab-3-17",
        "receipt verify r.json", "version", "run", "demo --once",
        "sim up --nodes 5 --seed 1 --once --topology ring",
        "sim trial speed --jobs 10 --job-seconds 2 --seed 1 --plot /tmp/speed.svg",
        "help")) {
      assertParses(command);
      assertParses(command + " --json --no-color --timeout 5m --data-dir /tmp/x --config /tmp/y");
      String[] words = command.split(" ");
      assertParses("--json --data-dir /tmp/x " + command);
      assertTrue(line().parseArgs((words[0] + " --help").split(" ")).hasSubcommand());
    }
  }

  @Test
  void shouldShowHelpOnStdoutAndMisuseOnStderr() {
    for (String[] help : new String[][]{{"--help"}, {"help"}, {"help", "job", "submit"},
        {"job", "submit", "-h"}}) {
      CliRun run = CliRun.of(help);
      assertEquals(0, run.exit(), run.err());
      assertTrue(run.out().startsWith("Usage: sheratan"), Arrays.toString(help));
      assertTrue(run.out().contains("Example"));
    }
    for (String[] misuse : new String[][]{{}, {"job"}, {"bogus"}, {"status", "x"}, {"job", "submit"},
        {"ping", "n", "-c", "many"}, {"ping", "n", "-c", "0"}, {"status", "--timeout", "soon"},
        {"job", "submit", "--kind", "k", "--param", "x"},
        {"job", "submit", "--kind", "k", "--priority", "urgent"},
        {"help", "nothing"}}) {
      CliRun run = CliRun.of(misuse);
      assertEquals(2, run.exit(), Arrays.toString(misuse) + run.out());
      assertEquals("", run.out());
      assertTrue(run.err().contains("error: ") && run.err().contains("Try: sheratan"), run.err());
    }
  }

  @Test
  void shouldSuggestTheCommandThatWasMeant() {
    assertTrue(CliRun.of("statsu").err().contains("Try: sheratan status"));
  }

  @Test
  void shouldSayWhatItDoesNotKnow() {
    assertTrue(CliRun.of("jbo", "list").err().startsWith("error: unknown command 'jbo'"));
    assertTrue(CliRun.of("status", "--jsno").err().startsWith("error: unknown option '--jsno'"));
    assertTrue(CliRun.of("status", "x").err().startsWith("error: unexpected argument 'x'"));
  }

  @Test
  void shouldMakeOnlyTheCommandThatIsMeant() {
    Session session = new Session(Terminal.system());
    assertEquals(1, Sheratan.commandLine(session, List.of("--json", "job", "list")).getSubcommands().size());
    CommandLine both = Sheratan.commandLine(session, List.of("--data-dir", "run", "status"));
    assertTrue(both.parseArgs("--data-dir", "run", "status").hasSubcommand());
    assertEquals(line().getSubcommands().size(),
        Sheratan.commandLine(session, List.of("help", "job")).getSubcommands().size());
  }

  @Test
  void shouldTellTheVersion() {
    assertTrue(CliRun.of("version").out().startsWith("Sheratan edge "));
    assertEquals(new Json.Text(Runtime.version().toString()),
        CliRun.of("version", "--json").json().get("java"));
  }

  @Test
  void shouldShowOptionsOfEveryCommandOnceAndNotBeforeTheExample() {
    String help = CliRun.of("help", "demo").out();
    assertTrue(help.contains("--once") && !help.contains("--certificate"), help);
    assertTrue(help.startsWith("Usage: sheratan demo [OPTIONS]"), help);
    String all = CliRun.of("help").out();
    assertTrue(all.contains("--certificate") && all.contains("--data-dir=FOLDER"), all);
    assertTrue(all.contains("Show on this machine what a mesh does."), "a whole sentence: " + all);
  }

  @Test
  void shouldSayHowToAskForTheVersion() {
    assertTrue(CliRun.of("--version").err().contains("Try: sheratan version\n"));
  }
}
