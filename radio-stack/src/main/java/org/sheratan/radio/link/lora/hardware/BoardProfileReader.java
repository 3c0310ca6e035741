package org.sheratan.radio.link.lora.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads board profiles: docs/hardware.md explains every key. Strict: what is not understood is refused. */
final class BoardProfileReader {
  private static final int LAST_PIN = 27;
  private static final List<Integer> TCXO_MILLIVOLTS = List.of(1_600, 1_700, 1_800, 2_200, 2_400, 2_700,
      3_000, 3_300);
  private static final int MAX_TCXO_START_MICROS = 50_000;
  private static final long MIN_HZ = 137_000_000L;
  private static final long MAX_HZ = 1_020_000_000L;

  private final String name;
  private final ProfileLines lines;
  private final List<Integer> used = new ArrayList<>();

  private BoardProfileReader(String name, String text) throws BoardProfileException {
    this.name = name;
    lines = new ProfileLines(name + ".properties", text);
  }

  static BoardProfile read(String name, String text) throws BoardProfileException {
    return new BoardProfileReader(name, text).profile();
  }

  private BoardProfile profile() throws BoardProfileException {
    String title = lines.text("title");
    BoardChip chip = lines.choice("chip", List.of(BoardChip.values()), BoardChip::key);
    BoardProfile.Spi spi = spi();
    OptionalInt select = optionalPin("select");
    BoardProfile.Pins pins = pins(chip);
    BoardProfile.Tcxo tcxo = chip.isSx126x() ? tcxo() : BoardProfile.Tcxo.NONE;
    boolean dio2Switch = chip.isSx126x() && lines.flag("dio2-switch");
    boolean dcDc = chip.isSx126x()
        && lines.choice("regulator", List.of("dc-dc", "ldo"), value -> value).equals("dc-dc");
    BoardProfile profile = new BoardProfile(name, title, chip, spi, select, pins, tcxo, dio2Switch, dcDc,
        band(),
        power(chip), hatProducts(), lines.text("source"), lines.flag("tried"));
    lines.end("of a board with " + chip);
    return profile;
  }

  private BoardProfile.Spi spi() throws BoardProfileException {
    String value = lines.text("spi");
    if (!value.matches("[0-6]\\.[0-2]")) {
      throw lines.refusal("spi", "bus and chip select such as 0.0");
    }
    return new BoardProfile.Spi(value.charAt(0) - '0', value.charAt(2) - '0');
  }

  private BoardProfile.Pins pins(BoardChip chip) throws BoardProfileException {
    OptionalInt reset = chip.isSx126x() ? OptionalInt.of(pin("reset")) : optionalPin("reset");
    int interrupt = pin("irq");
    OptionalInt busy = chip.isSx126x() ? OptionalInt.of(pin("busy")) : OptionalInt.empty();
    return new BoardProfile.Pins(reset, interrupt, busy, optionalPin("txen"), optionalPin("rxen"), enable());
  }

  private int pin(String key) throws BoardProfileException {
    int pin = (int) lines.number(key, 0, LAST_PIN);
    return take(key, pin);
  }

  private int take(String key, int pin) throws BoardProfileException {
    if (used.contains(pin)) {
      throw lines.refusal(key, "a pin that no other line uses");
    }
    used.add(pin);
    return pin;
  }

  private OptionalInt optionalPin(String key) throws BoardProfileException {
    return lines.has(key) ? OptionalInt.of(pin(key)) : OptionalInt.empty();
  }

  private List<Integer> enable() throws BoardProfileException {
    List<Integer> pins = new ArrayList<>();
    if (lines.has("enable")) {
      for (String pin : lines.text("enable").split(" +")) {
        if (!pin.matches("[0-9]{1,2}") || Integer.parseInt(pin) > LAST_PIN) {
          throw lines.refusal("enable", "pins from 0 to " + LAST_PIN + " with spaces between");
        }
        pins.add(take("enable", Integer.parseInt(pin)));
      }
    }
    return List.copyOf(pins);
  }

  private BoardProfile.Tcxo tcxo() throws BoardProfileException {
    if (!lines.has("tcxo-millivolts")) {
      return BoardProfile.Tcxo.NONE;
    }
    int millivolts = lines.choice("tcxo-millivolts", TCXO_MILLIVOLTS, String::valueOf);
    return new BoardProfile.Tcxo(millivolts, (int) lines.number("tcxo-start-us", 1, MAX_TCXO_START_MICROS));
  }

  private BoardProfile.Band band() throws BoardProfileException {
    long fromHz = lines.number("min-hz", MIN_HZ, MAX_HZ);
    return new BoardProfile.Band(fromHz, lines.number("max-hz", fromHz, MAX_HZ));
  }

  private BoardProfile.Power power(BoardChip chip) throws BoardProfileException {
    int lowest = chip == BoardChip.SX1261 ? -17 : chip.isSx126x() ? -9 : 2;
    int highest = chip == BoardChip.SX1261 ? 15 : chip.isSx126x() ? 22 : 17;
    int maxChipDbm = (int) lines.number("max-chip-dbm", lowest, highest);
    boolean amplified = lines.has("amplifier-db");
    int amplifierDb = amplified && chip.isSx126x() ? (int) lines.number("amplifier-db", 1, 40) : 0;
    int maxDbm = amplified ? (int) lines.number("max-dbm", maxChipDbm, maxChipDbm + amplifierDb) : maxChipDbm;
    return new BoardProfile.Power(maxDbm, maxChipDbm, amplifierDb);
  }

  private List<String> hatProducts() throws BoardProfileException {
    return lines.has("hat") ? List.of(lines.text("hat").split(" *\\| *")) : List.of();
  }
}
