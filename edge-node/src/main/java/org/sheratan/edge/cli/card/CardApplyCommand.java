package org.sheratan.edge.cli.card;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.card.CardApply;
import org.sheratan.edge.card.CardOutcome;
import org.sheratan.edge.card.CardPlace;
import org.sheratan.edge.cli.shell.FileTrouble;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;

@Command(name = "apply", description = {
    "Take over the sheratan.toml of a card's first partition, on a machine started from the image.",
    "A file that was taken over before changes nothing. Mistakes are written beside it: exit status 2."}, footer = {
        "",
        "Example:", "  sheratan card apply"})
public final class CardApplyCommand extends NodeCommand {
  @Option(names = "--root", paramLabel = "DIR", description = "The machine's file system. Default: ${DEFAULT-VALUE}.")
  private Path root = Path.of("/");
  @Option(names = "--boot", paramLabel = "DIR", description = "The card's first partition. Default: ${DEFAULT-VALUE}.")
  private Path boot = Path.of("/boot/firmware");

  public CardApplyCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    CardPlace place = new CardPlace(root.toAbsolutePath().normalize(), boot.toAbsolutePath().normalize());
    CardApply apply = new CardApply(place, CardNames.regions(), CardNames.boards(),
        new SystemRandomness(), step -> {});
    try {
      return told(apply.run(), output);
    } catch (IOException unfinished) {
      throw new CommandFailure(ExitStatus.FAILURE, unfinished(apply, unfinished),
          "sudo sheratan card apply, on a machine started from the image");
    }
  }

  private static ExitStatus told(CardOutcome outcome, Output output) throws CommandFailure {
    return switch (outcome) {
      case CardOutcome.Unchanged same -> {
        output.line("nothing new on the card");
        output.document(Json.Obj.EMPTY.with("applied", new Json.Arr(List.of())));
        yield ExitStatus.OK;
      }
      case CardOutcome.Absent(Path file) -> throw new CommandFailure(ExitStatus.NOT_FOUND,
          file + " is not there",
          "--boot with the folder of the card's first partition");
      case CardOutcome.Applied(List<Path> files) -> {
        files.forEach(file -> output.line("written: " + file));
        output.line("taken over");
        output.document(Json.Obj.EMPTY.with("applied",
            new Json.Arr(files.stream().<Json>map(file -> new Json.Text(file.toString())).toList())));
        yield ExitStatus.OK;
      }
      case CardOutcome.Refused(List<String> mistakes) -> {
        mistakes.forEach(mistake -> output.line(Printable.of(mistake)));
        output.document(Json.Obj.EMPTY.with("mistakes",
            new Json.Arr(mistakes.stream().<Json>map(Json.Text::new).toList())));
        yield ExitStatus.USAGE;
      }
    };
  }

  /** Also beside the file, as far as that can be written at all. */
  private static String unfinished(CardApply apply, IOException cause) {
    String why = "not finished, tried again at the next start: " + FileTrouble.of(cause);
    try {
      apply.writeUnfinished(why);
      return why;
    } catch (IOException unwritten) {
      return why + "; nor could that be written to the card: " + FileTrouble.of(unwritten);
    }
  }
}
