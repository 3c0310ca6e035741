package org.sheratan.edge.cli.card;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.card.CardChoices;
import org.sheratan.edge.card.CardReader;
import org.sheratan.edge.card.CardReading;
import org.sheratan.edge.cli.shell.FileTrouble;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;

@Command(name = "check", description = {
    "Check a sheratan.toml before the card goes into its machine. Needs no node.",
    "Exit status 2 when it has mistakes: each is shown with its line."}, footer = {"", "Example:",
        "  sheratan card check /media/me/SHERATANFW/sheratan.toml"})
public final class CardCheckCommand extends NodeCommand {
  @Parameters(paramLabel = "FILE", description = "The file on the card's first partition.")
  private Path file;

  public CardCheckCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(CardReader.MAX_BYTES + 1);
    } catch (NoSuchFileException absent) {
      throw new CommandFailure(ExitStatus.NOT_FOUND, file + " is not there",
          "sheratan card check with the sheratan.toml of the card's first partition");
    } catch (IOException unreadable) {
      throw new CommandFailure(ExitStatus.FAILURE, "cannot be read: " + FileTrouble.of(unreadable), "");
    }
    // What a card took over before is known to its machine alone.
    CardChoices choices = new CardChoices(CardNames.regions(), CardNames.boards(), ssid -> true,
        () -> true);
    List<String> mistakes = switch (CardReader.read(file, bytes, choices)) {
      case CardReading.Bad(List<String> found) -> found;
      case CardReading.Good good -> List.of();
    };
    mistakes.forEach(mistake -> output.line(Printable.of(mistake)));
    if (mistakes.isEmpty()) {
      output.line("no mistakes");
    }
    output.document(
        Json.Obj.EMPTY.with("mistakes", new Json.Arr(mistakes.stream().<Json>map(Json.Text::new).toList())));
    return mistakes.isEmpty() ? ExitStatus.OK : ExitStatus.USAGE;
  }
}
