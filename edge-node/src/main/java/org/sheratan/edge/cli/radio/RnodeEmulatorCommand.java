package org.sheratan.edge.cli.radio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Shutdown;
import org.sheratan.edge.dev.EmulatorPlan;
import org.sheratan.edge.dev.ModemEmulator;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.radio.emulator.RnodeBoard;
import org.sheratan.radio.emulator.RnodeFault;
import org.sheratan.radio.ether.Position;

@Command(name = "rnode-emulator", description = {
    "Emulate a LoRa modem on a terminal of this machine, until Ctrl-C: RNode firmware 1.86, byte for byte.",
    "Emulators with the same --ether hear each other as far as their positions allow. Ending one and starting it again"
        + " is unplugging and plugging in."}, footer = {"", "Examples:",
            "  sheratan dev rnode-emulator --pty /tmp/modem-a",
            "  sheratan dev rnode-emulator --pty /tmp/modem-b --position 120,0 --loss 0.1"})
public final class RnodeEmulatorCommand extends NodeCommand {
  private static final int MAX_PORT = 65_000;

  /** What can be wrong with it. */
  enum Fault {
    none, garbage, wrong_echo, wrong_band, unflashed, unprovisioned, dead_chip, restarts, stuck, unplug
  }

  /** What it runs. */
  enum Firmware {
    rnode, meshcore
  }

  @Option(names = "--pty", paramLabel = "PATH", required = true, description = "Where the modem's terminal appears.")
  private Path pty;
  @Option(names = "--ether", paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:47900", description = "Where the emulators of this machine meet: the first of 16 UDP ports on loopback. Default: ${DEFAULT-VALUE}.")
  private String ether;
  @Option(names = "--position", paramLabel = "X,Y", defaultValue = "0,0", description = "Meters east and north. Default: ${DEFAULT-VALUE}.")
  private String position;
  @Option(names = "--loss", paramLabel = "SHARE", defaultValue = "0", description = "Of the frames, 0 to 1, not heard here. Default: ${DEFAULT-VALUE}.")
  private double loss;
  @Option(names = "--fault", paramLabel = "FAULT", defaultValue = "none", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Fault fault;
  @Option(names = "--firmware", paramLabel = "KIND", defaultValue = "rnode", description = "rnode, or meshcore for its KISS modem. Default: ${DEFAULT-VALUE}.")
  private Firmware firmware;

  public RnodeEmulatorCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    EmulatorPlan plan = plan();
    output.banner("SIMULATION: an emulated modem, no radio is used");
    Shutdown shutdown = new Shutdown();
    shutdown.listen();
    ExitStatus exit = ExitStatus.FAILURE;
    try (ModemEmulator emulator = new ModemEmulator(plan, shutdown)) {
      output.line("modem  " + pty + " (" + emulator.device() + ")");
      output.line("ether  " + ether + ", own port " + emulator.etherPort());
      output.document(Json.Obj.EMPTY.with("simulated", true).with("pty", pty.toString())
          .with("device", emulator.device().toString()).with("ether_port", emulator.etherPort()));
      emulator.run();
      if (emulator.malformed() + emulator.unsent() > 0) {
        output
            .note(emulator.malformed() + " datagrams on the ether were no transmissions, " + emulator.unsent()
                + " of ours did not leave");
      }
      exit = ExitStatus.OK;
      return exit;
    } catch (IOException refused) {
      throw new CommandFailure(ExitStatus.CONFLICT, refused.getMessage(),
          "sheratan dev rnode-emulator --help");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return exit;
    } finally {
      shutdown.ask();
      shutdown.finished(exit.code());
    }
  }

  private EmulatorPlan plan() throws CommandFailure {
    if (loss < 0 || loss > 1) {
      throw wrong("--loss must be 0 to 1");
    }
    return new EmulatorPlan(pty, firmware == Firmware.meshcore,
        fault == Fault.wrong_band ? RnodeBoard.HELTEC_V3_433 : RnodeBoard.HELTEC_V3, rnodeFault(),
        fault == Fault.unplug, position(), loss, address());
  }

  private RnodeFault rnodeFault() throws CommandFailure {
    if (firmware == Firmware.meshcore && fault != Fault.none && fault != Fault.unplug) {
      throw wrong("--fault " + fault + " is one of the RNode firmware");
    }
    return switch (fault) {
      case none, wrong_band, unplug -> RnodeFault.NONE;
      case garbage -> RnodeFault.GARBAGE;
      case wrong_echo -> RnodeFault.WRONG_ECHO;
      case unflashed -> RnodeFault.UNFLASHED;
      case unprovisioned -> RnodeFault.UNPROVISIONED;
      case dead_chip -> RnodeFault.DEAD_CHIP;
      case restarts -> RnodeFault.RESTARTS;
      case stuck -> RnodeFault.STUCK;
    };
  }

  private Position position() throws CommandFailure {
    if (!position.matches("-?[0-9]{1,6}(\\.[0-9]+)?,-?[0-9]{1,6}(\\.[0-9]+)?")) {
      throw wrong("--position is two numbers of meters, such as 120,-40");
    }
    int comma = position.indexOf(',');
    return new Position(Double.parseDouble(position.substring(0, comma)),
        Double.parseDouble(position.substring(comma + 1)));
  }

  private InetSocketAddress address() throws CommandFailure {
    if (!ether.matches("[^:]+:[0-9]{1,5}") || port() < 1 || port() > MAX_PORT) {
      throw wrong("--ether is a host and a port up to " + MAX_PORT + ", such as 127.0.0.1:47900");
    }
    return new InetSocketAddress(ether.substring(0, ether.lastIndexOf(':')), port());
  }

  private int port() {
    return Integer.parseInt(ether.substring(ether.lastIndexOf(':') + 1));
  }

  private static CommandFailure wrong(String what) {
    return new CommandFailure(ExitStatus.USAGE, what, "sheratan dev rnode-emulator --help");
  }
}
