package org.sheratan.edge.cli.schedule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "add", description = {"Have a job done again and again, and something follow when a number",
    "in its result is so: a message, or another job.", "",
    "every NUMBER s|min|h|d KIND [NAME=VALUE ...]",
    "  [when [PATH] >|>=|<|<=|==|!= NUMBER then message NODE TEXT | run KIND ...]"}, footer = {"",
        "sensor_read without a sensor names all there are: sheratan job submit --kind sensor_read --wait", "",
        "Example:",
        "  sheratan schedule add 'every 15 min sensor_read sensor=hwmon/cpu_thermal/temp1 when > 70 then message node-b2 \"Too hot: {value}\"'"})
public final class ScheduleAddCommand extends AskingCommand {
  private static final Pattern NAMED = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}=");

  @Parameters(paramLabel = "WORDS", arity = "1..*", description = "Best in single quotes, for the shell's sake.")
  private List<String> words;
  @Option(names = "--idempotency-key", paramLabel = "KEY", description = "Your name for this request; the same key gives the same schedule.")
  private String idempotencyKey;

  public ScheduleAddCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().submit(ScheduleReport.PATH,
        Json.Obj.EMPTY.with("schedule", words.size() == 1 ? words.getFirst() : joined()),
        Optional.ofNullable(idempotencyKey), session().patience());
  }

  /** The shell took the quotes of words that had blanks in them. */
  private String joined() {
    return words.stream().map(ScheduleAddCommand::quoted).collect(Collectors.joining(" "));
  }

  /** Behind the name, if it has one: in quotes altogether it would be none. */
  private static String quoted(String word) {
    if (!word.isEmpty() && !word.contains(" ") && !word.contains("\"")) {
      return word;
    }
    Matcher named = NAMED.matcher(word);
    int value = named.lookingAt() ? named.end() : 0;
    return word.substring(0, value) + '"' + word.substring(value).replace("\\", "\\\\").replace("\"", "\\\"")
        + '"';
  }

  @Override
  protected ExitStatus print(View schedule, Output output) {
    output.line(schedule.text("id"));
    schedule.texts("warnings").forEach(warning -> output.note("warning: " + warning));
    output.hint("how it does: ", "sheratan schedule show " + schedule.text("id"));
    return ExitStatus.OK;
  }
}
