package org.sheratan.edge.cli.radio;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.FileTrouble;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.Bytes;

@Command(name = "capture", description = {
    "Write frames to a capture file for Wireshark, until Ctrl-C, --count, --timeout or 1 GiB.",
    "LoRa frames carry a LoRaTap header, others are LINKTYPE_USER0. What is sealed stays sealed.",
    "Exit status 6 when the file is there already."}, footer = {"", "Example:",
        "  sheratan packet capture night.pcapng --timeout 8h"})
public final class PacketCaptureCommand extends NodeCommand {
  private static final long MAX_BYTES = 1L << 30;

  @Parameters(paramLabel = "FILE", description = "A new file.")
  private Path file;
  @Option(names = {"-c", "--count"}, paramLabel = "N", defaultValue = "0", description = "End after so many.")
  private long count;

  public PacketCaptureCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    try (OutputStream out = new BufferedOutputStream(
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      PcapngWriter writer = new PcapngWriter(out);
      long taken = new PacketFollower(session(), output).follow(count, packet -> write(writer, packet));
      output.line(taken + " packets in " + file + (writer.bytes() >= MAX_BYTES ? ", which is full" : ""));
      output.document(Json.Obj.EMPTY.with("file", file.toString()).with("packets", taken));
      return ExitStatus.OK;
    } catch (FileAlreadyExistsException there) {
      throw new CommandFailure(ExitStatus.CONFLICT, file + " is there already", "another FILE");
    } catch (IOException unwritten) {
      throw unwritten(unwritten);
    }
  }

  private boolean write(PcapngWriter writer, View packet) throws CommandFailure {
    Optional<PcapngWriter.Tuned> tuned = packet.object("tuned").map(radio -> new PcapngWriter.Tuned(
        (long) radio.number("frequency_hz"), (int) radio.number("bandwidth_hz"),
        (int) radio.number("spreading_factor"),
        packet.text("rssi_dbm").isEmpty() ? Optional.empty() : Optional.of((int) packet.number("rssi_dbm")),
        packet.text("snr_db").isEmpty() ? Optional.empty() : Optional.of(packet.number("snr_db"))));
    String at = packet.text("at");
    long wallMs = at.isEmpty() ? (long) (packet.number("mono_s") * 1_000) : Instant.parse(at).toEpochMilli();
    try {
      writer.packet(packet.text("link"), wallMs, packet.is("sent"), tuned, Bytes.hex(packet.text("hex")));
      return writer.bytes() < MAX_BYTES;
    } catch (IOException unwritten) {
      throw unwritten(unwritten);
    }
  }

  private CommandFailure unwritten(IOException cause) {
    return new CommandFailure(ExitStatus.FAILURE,
        "cannot be written: " + FileTrouble.of(cause), "another FILE");
  }
}
