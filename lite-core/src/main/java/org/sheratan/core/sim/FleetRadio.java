package org.sheratan.core.sim;

import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Entropy;
import org.sheratan.radio.air.AntennaPath;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.PowerLimit;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.air.SubBand;
import org.sheratan.radio.emulator.RnodeBoard;
import org.sheratan.radio.emulator.RnodeFault;
import org.sheratan.radio.emulator.RnodeModem;
import org.sheratan.radio.emulator.SerialCable;
import org.sheratan.radio.emulator.Sx1262Chip;
import org.sheratan.radio.emulator.Sx1262Wiring;
import org.sheratan.radio.emulator.Sx1276Chip;
import org.sheratan.radio.emulator.Violations;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.kiss.Rnode;
import org.sheratan.radio.link.lora.sx126x.Sx126x;
import org.sheratan.radio.link.lora.sx126x.Sx126xBoard;
import org.sheratan.radio.link.lora.sx126x.Sx126xChip;
import org.sheratan.radio.link.lora.sx126x.Tcxo;
import org.sheratan.radio.link.lora.sx127x.Sx127x;
import org.sheratan.radio.link.lora.sx127x.Sx127xBoard;
import org.sheratan.radio.link.lora.sx127x.Sx127xChip;

/** The boards that a fleet over LoRa is made of, each with the driver that real hardware gets too. */
final class FleetRadio {
  private static final int AMPLIFIER_DB = 8;
  private static final int TCXO_START_MICROS = 5_000;
  private static final long INSIDE_MODEM_MS = 4_000;
  private static final SubBand TEN_PERCENT = new SubBand(869_400_000, 869_650_000,
      new PowerLimit(500, PowerLimit.Reference.ERP), 100_000, SubBand.ANY_LENGTH_MS, 1, 250_000,
      Optional.empty(),
      true, "the simulation's own law, like EU868");
  private static final LoraModulation SF8 = new LoraModulation(8, 125_000, 5, 8);

  static final LoraPlan PLAN = new LoraPlan("lora0", 869_525_000, SF8, 14, new AntennaPath(2.15, 0), true,
      Optional.of(new Region("SIMULATION", List.of(TEN_PERCENT))));

  private FleetRadio() {}

  static RadioMedium.Boards boards(FleetPlan.MediumKind kind) {
    return switch (kind) {
      case RNODE -> FleetRadio::rnode;
      case SX1276 -> FleetRadio::sx1276;
      case SX1262 -> FleetRadio::sx1262;
      case PACKETS -> throw new IllegalArgumentException("packets need no board");
    };
  }

  private static LoraRadio rnode(Antenna antenna, Entropy entropy, int serial, Runnable signal) {
    SerialCable cable = new SerialCable("rnode" + serial, signal);
    cable
        .attach(new RnodeModem(antenna, entropy, RnodeBoard.RAK4631, serial, RnodeFault.NONE, cable));
    return new Rnode(cable, INSIDE_MODEM_MS);
  }

  /** An RFM95W; whatever the real chip would punish ends the simulation. */
  private static LoraRadio sx1276(Antenna antenna, Entropy entropy, int serial, Runnable signal) {
    Sx1276Chip chip = new Sx1276Chip(antenna, false, Violations.strict("SX1276 " + serial), signal);
    return new Sx127x(new Sx127xBoard("rfm95 " + serial, "RFM95W", chip, chip.reset(), chip.dio0(),
        AntennaSwitch.NONE, new Sx127xBoard.Matching(Sx127xChip.SX1276, 862_000_000, 1_020_000_000), false,
        17));
  }

  /** A module with TCXO and amplifier, whose antenna is switched by two lines. */
  private static LoraRadio sx1262(Antenna antenna, Entropy entropy, int serial, Runnable signal) {
    Sx1262Chip chip = new Sx1262Chip(antenna, Sx1262Wiring.amplified(AMPLIFIER_DB),
        Violations.strict("SX1262 " + serial), signal);
    return new Sx126x(new Sx126xBoard("e22 " + serial, "E22-900M30S",
        new Sx126xBoard.Lines(chip, chip.reset(), chip.busy(), chip.dio1()),
        new AntennaSwitch(Optional.of(chip.transmitEnable()), Optional.of(chip.receiveEnable())),
        new Sx126xBoard.Matching(Sx126xChip.SX1262, 850_000_000, 930_000_000, AMPLIFIER_DB, 22, 30),
        Optional.of(new Tcxo(Tcxo.Voltage.V1_8, TCXO_START_MICROS)), false, true));
  }
}
