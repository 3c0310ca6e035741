package org.sheratan.radio.link.lora.kiss;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.SerialPortSource;

/**
 * A board with MeshCore's KISS modem firmware (MeshCore, docs/kiss_modem_protocol.md). It holds one frame at a time
 * and says when it has left.
 *
 * <pre>
 * phase       awaited               then        its time is over
 * CLOSED      begin                 DETECTING   –
 * EMPTYING    its last TxDone       DETECTING   LOST
 * DETECTING   Pong, may hold some   RESTARTING  pinged again, then UNFLASHED
 * DETECTING   Pong, holds nothing   SETTING     pinged again, then UNFLASHED
 * RESTARTING  the port lost         REOPENING   DETECTING
 * REOPENING   the port back         DETECTING   ABSENT
 * SETTING     every answer          READY       SETTINGS_REFUSED
 * READY       –                     –           LOST when it no longer answers, or has forgotten its settings
 * </pre>
 *
 * <p>A modem that holds a frame at its end, or when it fails, is rebooted: nothing else keeps it from sending that later, with
 * settings of others. So is one that was just opened, for a program before us may have left a frame in it. begin leads
 * to DETECTING, but to EMPTYING while the modem holds a frame: it would send that with the new settings. A port lost without
 * a restart means LOST, a failed transmission TRANSMIT_FAILED. All of these end in CLOSED.
 *
 * <p>TX_BUSY does not say what was refused, a frame or a question: so there is never a question open beside a frame.
 */
public final class MeshCoreModem extends KissModem<MeshCoreModem.Phase> {
  private static final long PING_MS = 1_000;
  private static final int PINGS = 6;
  private static final long ANSWER_MS = 1_500;
  /** Rebooting takes the slowest boards less. */
  private static final long RESTART_MS = 2_000;
  /** Asking for the noise floor shows in passing that the modem lives, for the settings that it did not restart. */
  private static final long CHECK_MS = 10_000;
  /** A channel that is never free for so long. */
  private static final long STUCK_MS = 60_000;
  private static final long BUSY_AGAIN_MS = 100;
  private static final long NEVER = Long.MAX_VALUE;
  /** LoRa transmitters need no time to key up; the firmware's default waits 500 ms. In units of 10 ms. */
  private static final byte TX_DELAY = 0;

  enum Phase {
    CLOSED, EMPTYING, DETECTING, RESTARTING, REOPENING, SETTING, READY
  }

  private RadioSettings settings;
  private MeshCoreDialogue dialogue;
  private MeshCoreSetup setup;
  /** Nothing of before is inside. */
  private boolean empty;
  private int pings;
  private long checkMs;
  private Optional<Bytes> sending;
  private long sentDueMs;
  private long sendAgainMs;
  private Optional<Bytes> withoutMeta;
  private boolean sensing;

  public MeshCoreModem(SerialPortSource source) {
    super(new ModemLine(source, command -> false, MeshCoreProtocol.MAX_PAYLOAD_BYTES),
        MeshCoreProtocol.MAX_FRAME_BYTES, Phase.CLOSED, Phase.REOPENING);
  }

  @Override
  public void begin(RadioSettings asked, long nowMs) {
    settings = asked;
    polledMs = nowMs;
    if ((phase() == Phase.READY || phase() == Phase.EMPTYING) && sending.isPresent()) {
      enter(Phase.EMPTYING, NEVER);
      withoutMeta = Optional.empty();
    } else {
      empty = phase() == Phase.READY;
      startOver(nowMs);
    }
  }

  private void startOver(long nowMs) {
    dialogue = new MeshCoreDialogue();
    setup = new MeshCoreSetup(settings, dialogue);
    pings = 0;
    sending = Optional.empty();
    sentDueMs = NEVER;
    sendAgainMs = NEVER;
    withoutMeta = Optional.empty();
    sensing = false;
    open(nowMs);
  }

  @Override
  void onOpened(long nowMs) {
    enter(Phase.DETECTING, nowMs);
  }

  private void restart(long nowMs) {
    empty = true;
    pings = 0;
    restart(Phase.RESTARTING, nowMs + RESTART_MS, MeshCoreRequest.get(MeshCoreProtocol.REBOOT).encode(),
        nowMs);
  }

  @Override
  public boolean accepts() {
    return phase() == Phase.READY && sending.isEmpty() && dialogue.idle() && !sensing;
  }

  @Override
  void handOver(Bytes frame, long nowMs) {
    sending = Optional.of(frame);
    sentDueMs = nowMs + STUCK_MS;
    line.write(KissFraming.encode(MeshCoreProtocol.DATA, frame.toArray()));
  }

  @Override
  public void sense(long nowMs) {
    if (phase() == Phase.READY && !sensing) {
      sensing = true;
      dialogue.ask(MeshCoreRequest.get(MeshCoreProtocol.IS_BUSY),
          MeshCoreRequest.get(MeshCoreProtocol.GET_RSSI));
      guarded(() -> askNext(nowMs));
    }
  }

  @Override
  void advance(long nowMs) {
    switch (phase()) {
      case EMPTYING -> awaitEmpty(nowMs);
      case DETECTING -> detect(nowMs);
      case RESTARTING -> {
        if (over(nowMs)) {
          enter(Phase.DETECTING, nowMs);
          detect(nowMs);
        }
      }
      case SETTING -> set(nowMs);
      case READY -> watch(nowMs);
      default -> throw new IllegalStateException("nothing to do in " + phase());
    }
  }

  @Override
  public long nextPollMs() {
    return switch (phase()) {
      case CLOSED -> NEVER;
      case EMPTYING -> sentDueMs;
      case DETECTING, RESTARTING, REOPENING -> phaseEndsMs();
      case SETTING -> dialogue.dueMs();
      case READY -> sending.isPresent()
          ? Math.min(sentDueMs, sendAgainMs)
          : Math.min(dialogue.dueMs(), checkMs);
    };
  }

  @Override
  void onFrame(KissFrame frame, long nowMs) {
    Bytes payload = frame.payload();
    if (frame.command() == MeshCoreProtocol.DATA) {
      onData(payload);
    } else if (frame.command() == MeshCoreProtocol.HARDWARE && payload.length() > 0) {
      Bytes data = payload.slice(1);
      switch (payload.at(0)) {
        case MeshCoreProtocol.RX_META -> onMeta(data);
        case MeshCoreProtocol.TX_DONE -> onTransmitted(data);
        default -> onAnswer(payload.at(0), data, nowMs);
      }
    }
  }

  private void onData(Bytes payload) {
    if (phase() == Phase.READY) {
      // Its report never came: the serial line damages frames, so this one is not to be trusted either.
      withoutMeta.ifPresent(lost -> events.add(new RadioEvent.Garbled()));
      withoutMeta = Optional.of(payload);
    }
  }

  private void onMeta(Bytes data) {
    if (withoutMeta.isPresent()) {
      events.add(data.length() == 2 && withoutMeta.get().length() > 0
          ? new RadioEvent.Received(withoutMeta.get(), (byte) data.at(1), (byte) data.at(0) * 0.25)
          : new RadioEvent.Garbled());
      withoutMeta = Optional.empty();
    }
  }

  private void onTransmitted(Bytes data) {
    if (phase() == Phase.EMPTYING) {
      sending = Optional.empty();
      return;
    }
    if (sending.isEmpty() || sendAgainMs != NEVER) {
      // Of a frame that was inside before ours, which was not taken.
      return;
    }
    sending = Optional.empty();
    sentDueMs = NEVER;
    if (data.length() == 1 && data.at(0) == 1) {
      events.add(new RadioEvent.Transmitted());
    } else {
      fail(RadioFault.TRANSMIT_FAILED, "the modem could not transmit");
    }
  }

  private void onAnswer(int subCommand, Bytes data, long nowMs) {
    if (phase() == Phase.DETECTING) {
      if (subCommand == (MeshCoreProtocol.PING | MeshCoreProtocol.ANSWER)) {
        if (empty) {
          enter(Phase.SETTING, NEVER);
          line.write(KissFraming.encode(MeshCoreProtocol.TX_DELAY, TX_DELAY));
          setup.begin();
        } else {
          restart(nowMs);
        }
      }
    } else if (!dialogue.take(subCommand, data) && subCommand == MeshCoreProtocol.ERROR && data.length() == 1
        && data.at(0) == MeshCoreProtocol.ERROR_TX_BUSY && sending.isPresent()) {
      // It holds a frame of another program: ours was not taken.
      sendAgainMs = nowMs + BUSY_AGAIN_MS;
    }
  }

  private void awaitEmpty(long nowMs) {
    if (sending.isEmpty()) {
      empty = true;
      startOver(nowMs);
    } else {
      stuck(nowMs);
    }
  }

  private boolean stuck(long nowMs) {
    boolean stuck = nowMs >= sentDueMs;
    if (stuck) {
      fail(RadioFault.LOST, "the modem took a frame and does not send it");
    }
    return stuck;
  }

  private void detect(long nowMs) {
    if (!over(nowMs)) {
      return;
    }
    if (pings == PINGS) {
      fail(RadioFault.UNFLASHED,
          "no MeshCore KISS modem answers on " + line.portName() + ": " + line.heardInstead());
      return;
    }
    pings++;
    enter(Phase.DETECTING, nowMs + PING_MS);
    line.write(MeshCoreRequest.get(MeshCoreProtocol.PING).encode());
  }

  private void set(long nowMs) {
    if (givenUp(nowMs)) {
      return;
    }
    if (!dialogue.idle()) {
      askNext(nowMs);
      return;
    }
    Optional<RadioEvent.Failed> refusal = setup.refusal();
    if (refusal.isPresent()) {
      fail(refusal.get());
      return;
    }
    enter(Phase.READY, NEVER);
    checkMs = nowMs;
    onReady(setup.transmitter(line.hardwareId()));
  }

  private void watch(long nowMs) {
    if (givenUp(nowMs)) {
      return;
    }
    if (stuck(nowMs)) {
      return;
    }
    if (nowMs >= sendAgainMs) {
      sendAgainMs = NEVER;
      line.write(KissFraming.encode(MeshCoreProtocol.DATA, sending.orElseThrow().toArray()));
    }
    if (dialogue.idle() && sending.isEmpty()) {
      heed(nowMs);
    }
    askNext(nowMs);
  }

  /** Everything asked is answered: draws the conclusions, and asks again when it is time. */
  private void heed(long nowMs) {
    if (!setup.holds()) {
      fail(RadioFault.LOST, "the modem restarted and has forgotten its settings");
      return;
    }
    if (sensing) {
      sensing = false;
      Optional<Bytes> busy = dialogue.answer(MeshCoreProtocol.IS_BUSY).filter(answer -> answer.length() == 1);
      Optional<Bytes> rssi = dialogue.answer(MeshCoreProtocol.GET_RSSI)
          .filter(answer -> answer.length() == 1);
      if (busy.isEmpty() || rssi.isEmpty()) {
        fail(RadioFault.LOST, "the modem does not tell whether the channel is free");
        return;
      }
      events.add(new RadioEvent.Sensed(busy.get().at(0) != 0, (byte) rssi.get().at(0)));
    }
    dialogue.answer(MeshCoreProtocol.GET_NOISE)
        .filter(answer -> answer.length() == 2)
        .ifPresent(answer -> onNoise((short) (answer.at(0) | answer.at(1) << 8)));
    if (nowMs >= checkMs) {
      checkMs = nowMs + CHECK_MS;
      dialogue.ask(MeshCoreRequest.get(MeshCoreProtocol.GET_NOISE),
          MeshCoreRequest.get(MeshCoreProtocol.GET_RADIO));
    }
  }

  /** @return whether a missing or a bad answer has ended it */
  private boolean givenUp(long nowMs) {
    Optional<String> refusal = dialogue.takeRefusal();
    if (refusal.isPresent() && phase() == Phase.SETTING) {
      fail(RadioFault.SETTINGS_REFUSED, refusal.get());
      return true;
    }
    if (nowMs < dialogue.dueMs()) {
      return false;
    }
    String what = dialogue.asked().map(request -> "0x%02x".formatted(request.command())).orElse("a request");
    fail(RadioFault.LOST, "the modem does not answer " + what);
    return true;
  }

  private void askNext(long nowMs) {
    if (phase() != Phase.CLOSED) {
      dialogue.next(nowMs, ANSWER_MS).ifPresent(line::write);
    }
  }

  @Override
  boolean mayBeAway() {
    return phase() == Phase.RESTARTING || phase() == Phase.DETECTING;
  }

  @Override
  boolean leave() {
    if ((phase() == Phase.READY || phase() == Phase.EMPTYING) && sending.isPresent()) {
      return line.leave(MeshCoreRequest.get(MeshCoreProtocol.REBOOT).encode());
    }
    line.close();
    return false;
  }
}
