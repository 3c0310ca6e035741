package org.sheratan.radio.link.lora.kiss;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.SerialPortSource;
import org.sheratan.radio.link.lora.Transmitter;

/**
 * A board with RNode firmware on a serial port (RNode_Firmware 1.86; the host's side as in Reticulum's
 * RNodeInterface). The modem queues and waits for a free channel by itself.
 *
 * <pre>
 * phase        awaited                         then         its time is over
 * CLOSED       begin                           BOOTING      –
 * BOOTING      the board's restart on opening  –            DETECTING
 * DETECTING    DETECT answered, not restarted  RESTARTING   asked again, then UNFLASHED
 * DETECTING    DETECT answered, restarted      IDENTIFYING  asked again, then UNFLASHED
 * RESTARTING   RESET said                      BOOTING      DETECTING: AVR boards do not say it
 * RESTARTING   the port lost                   REOPENING    –
 * REOPENING    the port back                   BOOTING      ABSENT
 * IDENTIFYING  firmware, board, EEPROM         CONFIGURING  as far as it answered, else UNFLASHED
 * CONFIGURING  every setting echoed            STARTING     SETTINGS_REFUSED
 * STARTING     radio on, preamble told         VERIFYING    SETTINGS_REFUSED
 * VERIFYING    the chip's own settings echoed  READY        SETTINGS_REFUSED
 * READY        –                               –            LOST when it no longer answers
 * </pre>
 *
 * <p>The firmware keeps what is queued when its radio is switched off, and sends it when it is switched on again, under
 * the settings of then. So it is restarted before it is set: on opening by itself, or by RESET, which it reads
 * before anything that is written later (RNode_Firmware.ino, {@code hard_reset}). Once READY it may hold frames, and
 * is restarted at its end, when it fails, and when it is begun anew. The port of a board with its own USB is gone
 * for that time.
 *
 * <p>RESET from the modem means BOOTING before IDENTIFYING and LOST afterwards; a port lost without a restart means
 * LOST, an ERROR what {@link RnodeErrors} says. All of these end in CLOSED. AVR boards report no channel statistics:
 * {@link #sense} is never answered there and need not be asked.
 */
public final class Rnode extends KissModem<Rnode.Phase> {
  /** Boards restart when their port is opened. */
  private static final long BOOT_MS = 2_000;
  /** From RESET, the first thing the firmware says, to the end of its setup. */
  private static final long SETTLE_MS = 300;
  /** From RESET written to RESET said; restarting takes the slowest boards a second or so. */
  private static final long RESTART_MS = 3_000;
  private static final long DETECT_MS = 1_000;
  private static final int DETECT_TRIES = 3;
  private static final int IDENTIFY_TRIES = 3;
  private static final long ANSWER_MS = 1_500;
  private static final long READY_AGAIN_MS = 250;
  /** Beyond the time the modem may be deaf because it transmits. */
  private static final long READY_PATIENCE_MS = 5_000;
  private static final long QUIET_MS = 10_000;
  /** Statistics come every second, from firmware and boards that send any. */
  private static final long FIRST_STATISTICS_MS = 3_000;

  enum Phase {
    CLOSED, BOOTING, DETECTING, RESTARTING, REOPENING, IDENTIFYING, CONFIGURING, STARTING, VERIFYING, READY
  }

  private final long airtimeInsideMs;
  private RadioSettings settings;
  private RnodeIdentity identity;
  private RnodeEchoes echoes;
  private RnodeReception reception;
  private Optional<RnodeTiming> timing;
  /** What stood when READY. */
  private RnodeTiming told;
  private Transmitter transmitter;
  private FramesInside inside;
  /** Since begin, so that nothing of before is inside. */
  private boolean restarted;
  private boolean radioOn;
  private int detectTries;
  private int identifyTries;
  private boolean room;
  private long askReadyMs;
  private long readyDueMs;
  private long statisticsDueMs;
  private long lastHeardMs;
  private boolean probed;
  private boolean sensing;

  /**
   * @param airtimeInsideMs frames handed over and not known to have left take no more time on air than this, but one
   *     frame is always allowed
   */
  public Rnode(SerialPortSource source, long airtimeInsideMs) {
    super(new ModemLine(source, RnodeProtocol::unescaped, RnodeProtocol.MAX_PACKET_BYTES),
        RnodeProtocol.MAX_FRAME_BYTES, Phase.CLOSED, Phase.REOPENING);
    this.airtimeInsideMs = airtimeInsideMs;
  }

  @Override
  public void begin(RadioSettings asked, long nowMs) {
    settings = asked;
    identity = new RnodeIdentity();
    echoes = new RnodeEchoes(asked);
    reception = new RnodeReception();
    timing = Optional.empty();
    radioOn = false;
    detectTries = 0;
    identifyTries = 0;
    sensing = false;
    restarted = false;
    polledMs = nowMs;
    if (phase() == Phase.READY) {
      guarded(() -> restart(nowMs));
    } else {
      open(nowMs);
    }
  }

  @Override
  void onOpened(long nowMs) {
    enter(Phase.BOOTING, nowMs + BOOT_MS);
  }

  private void restart(long nowMs) {
    restarted = true;
    restart(Phase.RESTARTING, nowMs + RESTART_MS,
        RnodeProtocol.oneByte(RnodeProtocol.RESET, RnodeProtocol.RESET_MAGIC), nowMs);
  }

  @Override
  public boolean accepts() {
    return phase() == Phase.READY && room && (inside.knowsStatistics() || polledMs >= statisticsDueMs)
        && inside.roomFor(transmitter.airtimeMicros(transmitter.maxFrameBytes()));
  }

  @Override
  void handOver(Bytes frame, long nowMs) {
    inside.add(transmitter.airtimeMicros(frame.length()),
        told.bookedMicros(transmitter.modulation(), RnodeProtocol.HEADER_BYTES + frame.length()), nowMs);
    line.write(KissFraming.encode(RnodeProtocol.DATA, frame.toArray()));
    askReady(nowMs);
  }

  @Override
  public void sense(long nowMs) {
    sensing = true;
  }

  @Override
  public long nextPollMs() {
    return switch (phase()) {
      case CLOSED -> Long.MAX_VALUE;
      case READY -> Math.min(Math.min(Math.min(askReadyMs, readyDueMs),
          polledMs < statisticsDueMs ? statisticsDueMs : Long.MAX_VALUE),
          Math.min(lastHeardMs + QUIET_MS + (probed ? READY_PATIENCE_MS : 0) + deafMs(),
              inside.nextMs(polledMs)));
      default -> phaseEndsMs();
    };
  }

  @Override
  void onFrame(KissFrame frame, long nowMs) {
    lastHeardMs = nowMs;
    probed = false;
    switch (frame.command()) {
      case RnodeProtocol.RESET -> onReset(frame, nowMs);
      case RnodeProtocol.ERROR -> fail(RnodeErrors.meaning(frame.payload()));
      case RnodeProtocol.DETECT -> onDetected(frame, nowMs);
      case RnodeProtocol.STATE -> onState(frame);
      case RnodeProtocol.READY -> onReady(frame, nowMs);
      case RnodeProtocol.STAT_PHYSICAL ->
        timing = RnodeTiming.decode(frame.payload()).or(() -> timing);
      case RnodeProtocol.STAT_CHANNEL ->
        RnodeChannel.decode(frame.payload()).ifPresent(channel -> onChannel(channel, nowMs));
      default -> {
        if (echoes.take(frame)) {
          onEcho();
        } else if (!identity.take(frame) && phase() == Phase.READY) {
          reception.take(frame).ifPresent(events::add);
        }
      }
    }
  }

  private void onReset(KissFrame frame, long nowMs) {
    if (!frame.is(RnodeProtocol.RESET_MAGIC)) {
      return;
    }
    if (phase() == Phase.BOOTING || phase() == Phase.DETECTING || phase() == Phase.RESTARTING) {
      restarted = true;
      enter(Phase.BOOTING, nowMs + SETTLE_MS);
    } else {
      fail(RadioFault.LOST, "the modem restarted");
    }
  }

  private void onDetected(KissFrame frame, long nowMs) {
    if (phase() != Phase.DETECTING || !frame.is(RnodeProtocol.DETECT_ANSWER)) {
      return;
    }
    detectTries = 0;
    if (restarted) {
      identify(nowMs);
    } else {
      restart(nowMs);
    }
  }

  private void identify(long nowMs) {
    identifyTries++;
    line.write(RnodeProtocol.ask(RnodeProtocol.BOARD), RnodeProtocol.ask(RnodeProtocol.ROM_READ));
    enter(Phase.IDENTIFYING, nowMs + ANSWER_MS);
  }

  /** Nobody asked: another program turned a knob, or the modem did. */
  private void onEcho() {
    if (phase() == Phase.READY) {
      echoes.refusal().ifPresent(this::fail);
    }
  }

  private void onState(KissFrame frame) {
    radioOn = frame.is(RnodeProtocol.ON);
    if (phase() == Phase.READY && !radioOn) {
      fail(RadioFault.LOST, "the modem switched its radio off");
    }
  }

  private void onReady(KissFrame frame, long nowMs) {
    room = frame.is(1);
    readyDueMs = Long.MAX_VALUE;
    askReadyMs = room ? Long.MAX_VALUE : nowMs + READY_AGAIN_MS;
  }

  private void onChannel(RnodeChannel channel, long nowMs) {
    if (phase() != Phase.READY) {
      return;
    }
    report(inside.onStatistics(channel, nowMs));
    if (sensing) {
      sensing = false;
      events.add(new RadioEvent.Sensed(channel.taken(), channel.rssiDbm()));
    }
    channel.noiseDbm().ifPresent(this::onNoise);
  }

  /** Takes the next step of the start when everything awaited is there, or its time is over. */
  @Override
  void advance(long nowMs) {
    boolean over = over(nowMs);
    switch (phase()) {
      case READY -> watch(nowMs);
      case BOOTING, DETECTING, RESTARTING -> {
        if (over) {
          detect(nowMs);
        }
      }
      case IDENTIFYING -> {
        if (identity.complete() || over && (identity.romKnown() || identifyTries == IDENTIFY_TRIES)) {
          configure(nowMs);
        } else if (over) {
          identify(nowMs);
        }
      }
      case CONFIGURING -> {
        if (echoes.complete() || over) {
          start(nowMs);
        }
      }
      case STARTING -> {
        if (radioOn && (timing.isPresent() || !identity.reportsStatistics()) || over) {
          verify(nowMs);
        }
      }
      case VERIFYING -> {
        if (echoes.complete() || over) {
          ready(nowMs);
        }
      }
      default -> throw new IllegalStateException("no step to take in " + phase());
    }
  }

  private void detect(long nowMs) {
    if (detectTries == DETECT_TRIES) {
      fail(RadioFault.UNFLASHED,
          "no RNode answers on " + line.portName() + ": " + line.heardInstead());
      return;
    }
    detectTries++;
    line.write(RnodeProtocol.oneByte(RnodeProtocol.DETECT, RnodeProtocol.DETECT_ASK),
        RnodeProtocol.ask(RnodeProtocol.FIRMWARE), RnodeProtocol.ask(RnodeProtocol.PLATFORM),
        RnodeProtocol.ask(RnodeProtocol.MCU));
    enter(Phase.DETECTING, nowMs + DETECT_MS);
  }

  private void configure(long nowMs) {
    if (!identity.firmwareKnown() || !identity.firmwareNewEnough()) {
      fail(RadioFault.UNFLASHED, identity.firmwareKnown()
          ? identity.firmware() + " is too old, 1.52 is needed"
          : "the modem does not tell its firmware version");
    } else if (!identity.romKnown()) {
      fail(RadioFault.LOST, identity.name()
          + " does not tell its EEPROM: without its serial number nobody knows whose airtime it spends");
    } else if (!identity.provisioned()) {
      fail(RadioFault.UNPROVISIONED,
          identity.name() + " is not provisioned: its EEPROM is empty");
    } else if (!identity.band().contains(settings.frequencyHz())) {
      fail(RadioFault.WRONG_BAND, identity.name() + " is made for " + identity.band()
          + ", asked for " + settings.frequencyHz() + " Hz");
    } else {
      line.write(echoes.requests());
      enter(Phase.CONFIGURING, nowMs + ANSWER_MS);
    }
  }

  private void start(long nowMs) {
    Optional<RadioEvent.Failed> refusal = echoes.refusal();
    if (refusal.isPresent()) {
      fail(refusal.get());
      return;
    }
    radioOn = false;
    line.write(RnodeProtocol.oneByte(RnodeProtocol.STATE, RnodeProtocol.ON));
    enter(Phase.STARTING, nowMs + ANSWER_MS);
  }

  private void verify(long nowMs) {
    if (!radioOn) {
      fail(RadioFault.SETTINGS_REFUSED,
          "the modem confirmed every setting but leaves its radio off");
      return;
    }
    line.write(echoes.queries());
    enter(Phase.VERIFYING, nowMs + ANSWER_MS);
  }

  private void ready(long nowMs) {
    Optional<RadioEvent.Failed> refusal = echoes.refusal()
        .or(() -> timing.flatMap(known -> known.refusal(settings.modulation())));
    if (refusal.isPresent()) {
      fail(refusal.get());
      return;
    }
    told = timing.orElseGet(() -> RnodeTiming.assumed(settings.modulation()));
    transmitter = new Transmitter(identity.hardwareId(), identity.name(), echoes.tunedHz(),
        told.onAir(settings.modulation()), echoes.transmitDbm(), RnodeProtocol.HEADER_BYTES,
        RnodeProtocol.MAX_FRAME_BYTES, true);
    inside = new FramesInside(airtimeInsideMs * 1_000, told.accessMs(settings.modulation()));
    enter(Phase.READY, Long.MAX_VALUE);
    statisticsDueMs = identity.reportsStatistics() ? nowMs + FIRST_STATISTICS_MS : nowMs;
    lastHeardMs = nowMs;
    polledMs = nowMs;
    probed = false;
    askReady(nowMs);
    onReady(transmitter);
  }

  private void watch(long nowMs) {
    report(inside.overdue(nowMs));
    if (nowMs >= readyDueMs || probed && nowMs >= lastHeardMs + QUIET_MS + READY_PATIENCE_MS + deafMs()) {
      fail(RadioFault.LOST, "the modem no longer answers");
    } else if (inside.stuck(nowMs)) {
      fail(RadioFault.LOST, "the modem took a frame and does not send it");
    } else if (nowMs >= askReadyMs) {
      askReady(nowMs);
    } else if (!probed && nowMs >= lastHeardMs + QUIET_MS + deafMs()) {
      probed = true;
      line.write(RnodeProtocol.oneByte(RnodeProtocol.STATE, RnodeProtocol.QUERY));
    }
  }

  private void askReady(long nowMs) {
    room = false;
    askReadyMs = Long.MAX_VALUE;
    readyDueMs = nowMs + deafMs() + READY_PATIENCE_MS;
    line.write(RnodeProtocol.ask(RnodeProtocol.READY));
  }

  /** The modem reads nothing while it transmits, so answers may be late by all that is inside. */
  private long deafMs() {
    return inside.airtimeMicros() / 1_000;
  }

  private void report(int left) {
    for (int count = 0; count < left; count++) {
      events.add(new RadioEvent.Transmitted());
    }
  }

  @Override
  boolean mayBeAway() {
    return phase() == Phase.RESTARTING || phase() == Phase.BOOTING || phase() == Phase.DETECTING;
  }

  @Override
  boolean leave() {
    byte[] off = RnodeProtocol.oneByte(RnodeProtocol.STATE, RnodeProtocol.OFF);
    byte[] leave = RnodeProtocol.oneByte(RnodeProtocol.LEAVE, RnodeProtocol.QUERY);
    if (phase() != Phase.READY) {
      line.leave(off, leave);
      return false;
    }
    return line.leave(off, leave, RnodeProtocol.oneByte(RnodeProtocol.RESET, RnodeProtocol.RESET_MAGIC));
  }
}
