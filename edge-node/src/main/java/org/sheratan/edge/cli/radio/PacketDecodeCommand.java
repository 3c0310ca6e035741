package org.sheratan.edge.cli.radio;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.http.radio.FrameJson;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.Bytes;

@Command(name = "decode", description = {"Show what anyone on the air can read of a frame. Needs no node.",
    "Exit status 4 when it is none of ours."}, footer = {"", "Example:",
        "  sheratan packet decode 4852a1b200070102030405060708"})
public final class PacketDecodeCommand extends NodeCommand {
  private static final int MAX_BYTES = 65_536;
  private static final String SECONDS = "_s";

  @Parameters(paramLabel = "HEX", description = "The frame, two digits a byte; spaces and colons are skipped.")
  private String hex;

  public PacketDecodeCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    String digits = hex.replaceAll("[\\s:]", "");
    if (!digits.matches("([0-9a-fA-F]{2})+") || digits.length() > 2 * MAX_BYTES) {
      throw new CommandFailure(ExitStatus.USAGE,
          "HEX must be pairs of hexadecimal digits, for 1 to " + MAX_BYTES
              + " bytes",
          "sheratan packet decode --help");
    }
    Json.Obj frame = FrameJson.of(Bytes.hex(digits));
    output.document(frame);
    print(output, new View(frame), "");
    return new View(frame).text("type").equals("malformed") ? ExitStatus.NOT_FOUND : ExitStatus.OK;
  }

  private static void print(Output output, View frame, String indent) {
    output.line(indent + "type              " + frame.text("type").replace('_', ' '));
    for (Map.Entry<String, Json> field : frame.json().fields().entrySet()) {
      String name = field.getKey();
      if (!name.equals("type") && !name.equals("frames")) {
        boolean seconds = name.endsWith(SECONDS);
        String label = seconds ? name.substring(0, name.length() - SECONDS.length()) : name;
        values(frame, name)
            .forEach(value -> output.line(indent + String.format("%-18s", label.replace('_', ' '))
                + Printable.of(value) + (seconds ? " s" : "")));
      }
    }
    frame.objects("frames").forEach(inner -> print(output, inner, indent + "  "));
  }

  /** Of a list of objects one for each. */
  private static List<String> values(View frame, String name) {
    List<View> parts = frame.objects(name);
    return parts.isEmpty()
        ? List.of(frame.text(name).replaceAll("[\\[\\]\"]", ""))
        : parts.stream().map(part -> part.json().fields().keySet().stream()
            .map(each -> each + " " + part.text(each)).collect(Collectors.joining(", "))).toList();
  }
}
