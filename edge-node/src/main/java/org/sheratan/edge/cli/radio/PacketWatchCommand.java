package org.sheratan.edge.cli.radio;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;

@Command(name = "watch", description = {
    "Show frames as they come and go, until Ctrl-C, --count or for --timeout. With --json one line each.",
    "What is sealed stays sealed; addresses are the first two bytes of a key."}, footer = {"", "Example:",
        "  sheratan packet watch --count 20"})
public final class PacketWatchCommand extends NodeCommand {
  private static final int KEY_START_CHARS = 8;

  @Option(names = {"-c", "--count"}, paramLabel = "N", defaultValue = "0", description = "End after so many.")
  private long count;

  public PacketWatchCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    new PacketFollower(session(), output).follow(count, packet -> {
      output.event(packet.json());
      output.line(line(packet));
      return true;
    });
    return ExitStatus.OK;
  }

  public static String line(View packet) {
    View frame = packet.object("frame").orElse(new View(Json.Obj.EMPTY));
    String signal = packet.text("rssi_dbm").isEmpty()
        ? ""
        : " " + packet.text("rssi_dbm") + " dBm " + Amounts.plain(packet.number("snr_db")) + " dB";
    return packet.text("at") + " " + Printable.of(packet.text("link"))
        + (packet.is("sent") ? " sent " : " heard ")
        + frame.text("bytes") + " B" + airtime(packet) + signal + "  " + head(frame);
  }

  /** Of a key in hex, as long as people compare by eye. */
  private static String start(String key) {
    return key.substring(0, Math.min(KEY_START_CHARS, key.length()));
  }

  private static String airtime(View packet) {
    return packet.text("airtime_s").isEmpty()
        ? ""
        : " " + Math.round(packet.number("airtime_s") * 1_000) + " ms";
  }

  private static String head(View frame) {
    String type = frame.text("type").replace('_', ' ');
    return switch (frame.text("type")) {
      case "malformed" -> "not ours: " + frame.text("field") + " at byte " + frame.text("offset");
      case "announce" -> type + " of " + frame.text("short_name") + " epoch " + frame.text("epoch") + "/"
          + frame.text("sequence") + ", " + Amounts.count(frame.text("hops"), "hop") + ", from "
          + frame.text("sender_hint");
      case "epoch_question" -> type;
      case "custody_marks" -> type + " " + String.join(", ", frame.texts("marks"));
      case "arrival_marks" -> type + " " + String.join(", ",
          frame.objects("marks").stream().map(mark -> mark.text("envelope")).toList());
      case "handshake" -> type + " " + frame.text("step") + " " + frame.text("source_hint") + " to "
          + frame.text("destination_hint");
      case "group" -> type + " " + frame.text("group_hint") + " by " + frame.text("sender_hint") + " #"
          + frame.text("counter");
      case "roll" -> type + " by " + frame.text("sender_hint") + " #" + frame.text("epoch_low") + "/"
          + frame.text("number") + ", "
          + Amounts.count(Integer.toString(frame.objects("entries").size()), "node")
          + ": "
          + String.join(" ", frame.objects("entries").stream().map(entry -> entry.text("hint")).toList());
      case "revocation" -> type + " of " + start(frame.text("subject")) + " by " + start(frame.text("author"))
          + " version " + frame.text("version");
      case "revocation_digest" -> type + " " + frame.text("digest");
      case "revocation_summary" -> type + " " + frame.text("from") + " to " + frame.text("to") + ": "
          + String.join(" ", frame.texts("marks"));
      case "batch" -> type + " of " + frame.objects("frames").size() + ": "
          + String.join("; ", frame.objects("frames").stream().map(PacketWatchCommand::head).toList());
      default -> type + " to " + frame.text("destination_hint") + " key " + frame.text("key_id") + " #"
          + frame.text("counter") + ", " + frame.text("priority");
    };
  }
}
