package org.sheratan.radio.link.lora.kiss;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.Transmitter;

/** Brings the modem to our settings by questions, and judges its answers. */
final class MeshCoreSetup {
  private static final int RADIO_LENGTH = 10;
  private static final int IDENTITY_SHOWN = 8;
  private static final int MAX_NAME_CHARS = 40;
  private static final int MIN_PREAMBLE_SYMBOLS = 6;
  private static final int MAX_PREAMBLE_SYMBOLS = 1_000;

  private final RadioSettings asked;
  private final MeshCoreDialogue dialogue;

  MeshCoreSetup(RadioSettings asked, MeshCoreDialogue dialogue) {
    this.asked = asked;
    this.dialogue = dialogue;
  }

  void begin() {
    LoraModulation modulation = asked.modulation();
    Bytes radio = Bytes.copyOf(MeshCoreProtocol.littleEndian(asked.frequencyHz()))
        .concat(Bytes.copyOf(MeshCoreProtocol.littleEndian(modulation.bandwidthHz())))
        .concat(
            Bytes.copyOf(new byte[]{(byte) modulation.spreadingFactor(), (byte) modulation.codingRate()}));
    dialogue.ask(MeshCoreRequest.get(MeshCoreProtocol.GET_VERSION),
        MeshCoreRequest.get(MeshCoreProtocol.GET_NAME), MeshCoreRequest.get(MeshCoreProtocol.GET_IDENTITY),
        MeshCoreRequest.set(MeshCoreProtocol.SET_RADIO, radio),
        MeshCoreRequest.set(MeshCoreProtocol.SET_POWER, Bytes.copyOf(new byte[]{(byte) asked.powerDbm()})),
        new MeshCoreRequest(MeshCoreProtocol.SET_SIGNAL_REPORT, Bytes.copyOf(new byte[]{1}),
            MeshCoreProtocol.GET_SIGNAL_REPORT | MeshCoreProtocol.ANSWER),
        MeshCoreRequest.get(MeshCoreProtocol.GET_RADIO), MeshCoreRequest.get(MeshCoreProtocol.GET_POWER),
        MeshCoreRequest.get(MeshCoreProtocol.GET_AIRTIME, MeshCoreProtocol.MAX_FRAME_BYTES));
  }

  /** @return why the modem is not set up as asked, with both values; empty when it is */
  Optional<RadioEvent.Failed> refusal() {
    Bytes radio = dialogue.answer(MeshCoreProtocol.GET_RADIO).orElse(Bytes.EMPTY);
    if (radio.length() != RADIO_LENGTH) {
      return refused(
          "radio settings: the modem's answer has " + radio.length() + " bytes, not " + RADIO_LENGTH);
    }
    long tunedHz = number(radio, 0, 4);
    if (tunedHz != asked.frequencyHz()) {
      return Optional.of(new RadioEvent.Failed(
          tunedHz == 0 ? RadioFault.WRONG_BAND : RadioFault.SETTINGS_REFUSED,
          "frequency: asked for " + asked.frequencyHz() + " Hz, the modem confirms " + tunedHz + " Hz"));
    }
    Optional<RadioEvent.Failed> wrong = differs("bandwidth", asked.modulation().bandwidthHz(),
        number(radio, 4, 4)).or(
            () -> differs("spreading factor", asked.modulation().spreadingFactor(), radio.at(8)))
        .or(() -> differs("coding rate", asked.modulation().codingRate(), radio.at(9)));
    if (wrong.isPresent()) {
      return wrong;
    }
    if (power().isEmpty() || power().get() > asked.powerDbm()) {
      return refused("power: asked for " + asked.powerDbm() + " dBm, the modem confirms "
          + power().map(dbm -> dbm + " dBm").orElse("nothing"));
    }
    return preamble() >= MIN_PREAMBLE_SYMBOLS && preamble() <= MAX_PREAMBLE_SYMBOLS
        ? Optional.empty()
        : refused("airtime: the modem expects " + airtimeMs() + " ms for 255 bytes, these settings need "
            + onAir(MIN_PREAMBLE_SYMBOLS).airtimeMicros(MeshCoreProtocol.MAX_FRAME_BYTES) / 1_000);
  }

  /** Still what was set up, as far as it answers: a modem that restarted has forgotten it. */
  boolean holds() {
    return dialogue.answer(MeshCoreProtocol.GET_RADIO).isEmpty() || refusal().isEmpty();
  }

  /** Only without a {@link #refusal}. */
  Transmitter transmitter(String otherwiseId) {
    Bytes identity = dialogue.answer(MeshCoreProtocol.GET_IDENTITY).orElse(Bytes.EMPTY);
    String id = identity.length() < IDENTITY_SHOWN ? otherwiseId : identity.slice(0, IDENTITY_SHOWN).toHex();
    return new Transmitter("meshcore:" + id, name(), asked.frequencyHz(), onAir((int) preamble()),
        power().orElseThrow(), 0, MeshCoreProtocol.MAX_FRAME_BYTES, true);
  }

  private String name() {
    int version = dialogue.answer(MeshCoreProtocol.GET_VERSION).filter(answer -> answer.length() >= 1)
        .map(answer -> answer.at(0)).orElse(0);
    String board = dialogue.answer(MeshCoreProtocol.GET_NAME).map(Bytes::toUtf8).orElse("")
        .replaceAll("[^ -~]", "?");
    return "MeshCore KISS modem " + version + " on "
        + (board.isBlank()
            ? "a board that does not say which"
            : board.substring(0, Math.min(board.length(), MAX_NAME_CHARS)));
  }

  private Optional<Integer> power() {
    return dialogue.answer(MeshCoreProtocol.GET_POWER).filter(answer -> answer.length() == 1)
        .map(answer -> (int) (byte) answer.at(0));
  }

  private long airtimeMs() {
    return dialogue.answer(MeshCoreProtocol.GET_AIRTIME).filter(answer -> answer.length() == 4)
        .map(answer -> number(answer, 0, 4)).orElse(0L);
  }

  /**
   * The firmware does not tell its preamble, but what a frame costs, in ms rounded down: the preamble is the rest,
   * never too short.
   */
  private long preamble() {
    LoraModulation shortest = onAir(MIN_PREAMBLE_SYMBOLS);
    long restMicros = (airtimeMs() + 1) * 1_000 - shortest.airtimeMicros(MeshCoreProtocol.MAX_FRAME_BYTES);
    return MIN_PREAMBLE_SYMBOLS + Math.floorDiv(restMicros, shortest.symbolMicros());
  }

  private LoraModulation onAir(int preambleSymbols) {
    LoraModulation modulation = asked.modulation();
    return new LoraModulation(modulation.spreadingFactor(), modulation.bandwidthHz(), modulation.codingRate(),
        preambleSymbols);
  }

  private static Optional<RadioEvent.Failed> differs(String what, long wanted, long got) {
    return wanted == got
        ? Optional.empty()
        : refused(what + ": asked for " + wanted + ", the modem confirms " + got);
  }

  private static Optional<RadioEvent.Failed> refused(String why) {
    return Optional.of(new RadioEvent.Failed(RadioFault.SETTINGS_REFUSED, why));
  }

  private static long number(Bytes bytes, int from, int length) {
    long value = 0;
    for (int index = length - 1; index >= 0; index--) {
      value = value << 8 | bytes.at(from + index);
    }
    return value;
  }
}
