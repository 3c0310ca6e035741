package org.sheratan.edge.wiring;

import java.util.Optional;
import java.util.concurrent.Executor;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.OutputLine;
import org.sheratan.radio.link.lora.hardware.BoardCatalog;
import org.sheratan.radio.link.lora.hardware.BoardChoice;
import org.sheratan.radio.link.lora.hardware.BoardLines;
import org.sheratan.radio.link.lora.hardware.BoardOpening;
import org.sheratan.radio.link.lora.hardware.BoardProfile;
import org.sheratan.radio.link.lora.hardware.BoardRadio;
import org.sheratan.radio.link.lora.hardware.Hat;
import org.sheratan.radio.link.lora.hardware.PiHeader;
import org.sheratan.radio.link.lora.sx126x.Sx126x;
import org.sheratan.radio.link.lora.sx126x.Sx126xBoard;
import org.sheratan.radio.link.lora.sx126x.Sx126xChip;
import org.sheratan.radio.link.lora.sx126x.Tcxo;
import org.sheratan.radio.link.lora.sx127x.SleepAsReset;
import org.sheratan.radio.link.lora.sx127x.Sx127x;
import org.sheratan.radio.link.lora.sx127x.Sx127xBoard;
import org.sheratan.radio.link.lora.sx127x.Sx127xChip;

/** Drivers of boards on the header of this machine, by their profiles. */
final class SpiRadios {
  private SpiRadios() {}

  /**
   * @param board name of a profile, or {@code auto}
   * @param watcher has a thread for whoever waits for an interrupt
   * @throws StartRefusal when no board has that name; one that is not plugged in is a state of the radio
   */
  static LoraRadio radio(String board, Executor watcher, Runnable waker) throws StartRefusal {
    BoardCatalog catalog = BoardCatalog.builtIn();
    if (!board.equals(BoardChoice.AUTO)
        && BoardChoice.of(board, catalog, Hat.DEVICE_TREE) instanceof BoardChoice.Unknown(String why)) {
      throw new StartRefusal(ExitStatus.USAGE, "[radio] board: " + why,
          "or set board = \"modem\" for RNode or MeshCore firmware on a USB port");
    }
    PiHeader header = new PiHeader(watcher, waker);
    return new BoardRadio(() -> switch (BoardChoice.of(board, catalog, Hat.DEVICE_TREE)) {
      case BoardChoice.Chosen(BoardProfile profile) -> header.open(profile);
      case BoardChoice.Unknown(String why) -> new BoardOpening.Refused(why);
    }, SpiRadios::driver);
  }

  static LoraRadio driver(BoardProfile profile, BoardLines lines) {
    return profile.chip().isSx126x()
        ? new Sx126x(sx126x(profile, lines))
        : new Sx127x(sx127x(profile, lines));
  }

  private static Sx126xBoard sx126x(BoardProfile profile, BoardLines lines) {
    BoardProfile.Power power = profile.power();
    return new Sx126xBoard(profile.hardwareId(), profile.title(),
        new Sx126xBoard.Lines(lines.spi(), lines.reset().orElseThrow(), lines.busy().orElseThrow(),
            lines.interrupt()),
        lines.antenna(),
        new Sx126xBoard.Matching(Sx126xChip.valueOf(profile.chip().name()), profile.band().fromHz(),
            profile.band().toHz(), power.amplifierDb(), power.maxChipDbm(), power.maxDbm()),
        tcxo(profile.tcxo()), profile.dio2Switch(), profile.dcDc());
  }

  private static Optional<Tcxo> tcxo(BoardProfile.Tcxo tcxo) {
    for (Tcxo.Voltage voltage : Tcxo.Voltage.values()) {
      if (voltage.millivolts() == tcxo.millivolts()) {
        return Optional.of(new Tcxo(voltage, tcxo.startMicros()));
      }
    }
    return Optional.empty();
  }

  private static Sx127xBoard sx127x(BoardProfile profile, BoardLines lines) {
    OutputLine reset = lines.reset().orElseGet(() -> new SleepAsReset(lines.spi()));
    return new Sx127xBoard(profile.hardwareId(), profile.title(), lines.spi(), reset, lines.interrupt(),
        lines.antenna(),
        new Sx127xBoard.Matching(Sx127xChip.valueOf(profile.chip().name()), profile.band().fromHz(),
            profile.band().toHz()),
        false, profile.power().maxChipDbm());
  }
}
