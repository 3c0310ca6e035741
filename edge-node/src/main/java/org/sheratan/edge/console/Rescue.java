package org.sheratan.edge.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.shell.CommandFailure;

/** The talks around {@link Recovery}. */
final class Rescue {
  private final Recovery recovery;
  private final String name;

  /** @param name of the node, to be typed by whoever erases it */
  Rescue(Recovery recovery, String name) {
    this.recovery = recovery;
    this.name = name;
  }

  Move safeMode(List<String> arguments) {
    if (!arguments.equals(List.of("on")) && !arguments.equals(List.of("off"))) {
      return new Move.Refuse(new CommandFailure(ExitStatus.USAGE, "say on or off", "safe-mode on"));
    }
    boolean on = arguments.equals(List.of("on"));
    return Move.Do.writing(() -> {
      kept(() -> recovery.safeMode(on));
      return List.of(on
          ? "safe mode from the next start on: no radio, no links, no jobs; now reboot"
          : "all parts again from the next start on; now reboot");
    }, new Move.Say(List.of()));
  }

  Move factoryReset() {
    Question confirm = new Question("Type " + name + " to erase it: ", false,
        typed -> typed.strip().equals(name)
            ? Move.Do.writing(this::erased, new Move.Restart())
            : new Move.Refuse(
                new CommandFailure(ExitStatus.USAGE, "that is not its name; nothing was erased", "")));
    return Move.Do.writing(this::warning, new Move.Ask(confirm));
  }

  private List<String> warning() {
    List<String> lines = new ArrayList<>(List.of(
        "This erases identity, jobs, messages, groups, files of the workspace,",
        "the key of the network, configuration, password and saved time. Other nodes",
        "will not know this one any more."));
    recovery.spared().forEach(what -> lines.add("It does not erase what lies elsewhere: " + what));
    return lines;
  }

  Move reboot() {
    return Move.Do.writing(() -> List.of(end()), new Move.Restart());
  }

  private List<String> erased() throws CommandFailure {
    kept(recovery::factoryReset);
    Log.warn("factory-reset-asked");
    return List.of("erased at the next start", end());
  }

  private String end() {
    return recovery.startsAgain()
        ? "the node stops now and is started again; the machine goes on"
        : "the node stops now; nothing starts it again by itself: sheratan run";
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void kept(Step step) throws CommandFailure {
    try {
      step.run();
    } catch (IOException unwritten) {
      throw new CommandFailure(ExitStatus.FAILURE, "cannot be written: " + unwritten.getMessage(), "");
    }
  }
}
