package org.sheratan.edge.http.radio;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.node.AirtimeJson;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.RadioGate;
import org.sheratan.edge.http.route.RegionGate;
import org.sheratan.radio.air.Allowance;
import org.sheratan.radio.air.Breach;
import org.sheratan.radio.air.Conformance;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.QueueCounters;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.air.SubBand;
import org.sheratan.radio.link.lora.LoraCounters;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraState;
import org.sheratan.radio.link.lora.Transmitter;

/** The API's shapes of the radio, its law and its regions. */
public final class RadioJson {
  private static final int PPM_PER_PERCENT = 10_000;

  private RadioJson() {}

  public static Json.Obj region(Region region) {
    return Json.Obj.EMPTY.with("name", region.name()).with("confirmed", region.confirmed()).with("sub_bands",
        new Json.Arr(region.subBands().stream().<Json>map(RadioJson::subBand).toList()));
  }

  static Json.Obj subBand(SubBand band) {
    return Json.Obj.EMPTY.with("name", band.name()).with("from_hz", JsonWords.number(band.fromHz()))
        .with("to_hz", JsonWords.number(band.toHz())).with("power", band.power().toString())
        .with("airtime_percent", new Json.Real(band.dutyPpm() / (double) PPM_PER_PERCENT))
        .with("longest_ms",
            band.maxTransmissionMs() == SubBand.ANY_LENGTH_MS
                ? JsonWords.NULL
                : JsonWords.number(band.maxTransmissionMs()))
        .with("min_bandwidth_hz", band.minBandwidthHz()).with("max_bandwidth_hz", band.maxBandwidthHz())
        .with("hopping", JsonWords.text(band.hopping().map(Object::toString)))
        .with("state", band.confirmed() ? "confirmed" : "unconfirmed").with("source", band.source());
  }

  /** @param nowMs on the clock of the state's own times */
  static Json.Obj radio(RadioGate radio, long nowMs) {
    LoraState state = radio.state();
    Json.Obj object = Json.Obj.EMPTY.with("link", radio.plan().name()).with("state", word(state));
    object = switch (state) {
      case LoraState.Starting starting -> object;
      case LoraState.Up up -> object.with("board", up.transmitter().name())
          .with("transmitter_id", up.transmitter().id()).with("verified", transmitter(up.transmitter()))
          .with("may_transmit", up.conformance() instanceof Allowance)
          .with("law", law(up.conformance(), radio.usedMicros()));
      case LoraState.Down down -> object.with("why", down.why())
          .with("fault",
              JsonWords.text(down.fault().map(fault -> fault.name().toLowerCase(Locale.ROOT))))
          .with("advice", JsonWords.text(down.fault().map(fault -> fault.advice())))
          .with("retry_s", down.retryMs().map(ms -> JsonWords.seconds(Math.max(0, ms - nowMs)))
              .orElse(JsonWords.NULL));
    };
    return object.with("planned", plan(radio.ownPlan())).with("trial", trial(radio, nowMs))
        .with("antenna_confirmed", radio.plan().antennaConfirmed())
        .with("region", JsonWords.text(radio.plan().region().map(Region::name)))
        .with("noise_dbm", noise(radio)).with("airtime_trouble", JsonWords.text(radio.airtimeTrouble()))
        .with("counters", counters(radio.counters()));
  }

  /** Null while the radio is not up: what it measured last is not what is now. */
  static Json noise(RadioGate radio) {
    OptionalInt dbm = radio.state() instanceof LoraState.Up ? radio.noiseDbm() : OptionalInt.empty();
    return dbm.isEmpty() ? JsonWords.NULL : JsonWords.number(dbm.getAsInt());
  }

  private static Json trial(RadioGate radio, long nowMs) {
    return radio.trial()
        .<Json>map(trial -> plan(trial.plan())
            .with("left_s", JsonWords.seconds(Math.max(0, trial.untilMs() - nowMs)))
            .with("by", trial.selfTest() ? "selftest" : "operator")
            .with("id", trial.selfTest() ? JsonWords.NULL : new Json.Text(TrialPaths.id(trial))))
        .orElse(JsonWords.NULL);
  }

  /** Of {@code region set}, by the API and without a node alike. */
  public static Json.Obj change(RegionGate.Change change) {
    return Json.Obj.EMPTY.with("region", change.region().name())
        .with("before", JsonWords.text(change.before()))
        .with("file", change.file().toString())
        .with("may_transmit", change.conformance() instanceof Allowance)
        .with("why", switch (change.conformance()) {
          case Allowance allowed -> "these settings may transmit in " + allowed.subBand().name();
          case Breach breach -> "these settings only receive: " + breach.message();
        });
  }

  static Json.Obj plan(LoraPlan plan) {
    return modulation(Json.Obj.EMPTY.with("frequency_hz", JsonWords.number(plan.frequencyHz())),
        plan.modulation()).with("power_dbm", plan.powerDbm());
  }

  static Json.Obj transmitter(Transmitter transmitter) {
    return modulation(Json.Obj.EMPTY.with("frequency_hz", JsonWords.number(transmitter.frequencyHz())),
        transmitter.modulation()).with("power_dbm", transmitter.powerDbm())
        .with("header_bytes", transmitter.headerBytes()).with("max_frame_bytes", transmitter.maxFrameBytes())
        .with("own_channel_access", transmitter.ownChannelAccess());
  }

  private static Json.Obj modulation(Json.Obj object, LoraModulation modulation) {
    return object.with("spreading_factor", modulation.spreadingFactor())
        .with("bandwidth_hz", modulation.bandwidthHz()).with("coding_rate", modulation.codingRate())
        .with("preamble_symbols", modulation.preambleSymbols());
  }

  private static Json.Obj law(Conformance conformance, Optional<Long> usedMicros) {
    return switch (conformance) {
      case Allowance(SubBand band, double measuredDbm, int highestDbm) -> {
        Json.Obj object = Json.Obj.EMPTY.with("sub_band", subBand(band))
            .with("measured_dbm", new Json.Real(Math.round(measuredDbm * 100) / 100.0))
            .with("highest_power_dbm", highestDbm);
        yield AirtimeJson.hour(object, band, usedMicros);
      }
      case Breach breach -> breach(breach);
    };
  }

  static Json.Obj breach(Breach breach) {
    return Json.Obj.EMPTY.with("rule", breach.rule().name().toLowerCase(Locale.ROOT))
        .with("asked", breach.asked()).with("allowed", breach.allowed()).with("advice", breach.advice());
  }

  /** @param airtimeMicros of the bytes asked about; empty while no radio stands ready */
  static Json.Obj sendTime(SendTime when, Optional<Long> airtimeMicros, long nowMs) {
    Json.Obj object = Json.Obj.EMPTY
        .with("airtime_s", airtimeMicros.map(AirtimeJson::micros).orElse(JsonWords.NULL));
    return switch (when) {
      case SendTime.Immediately now -> object.with("when", "now").with("in_s", 0);
      case SendTime.Later(long atMs, SendTime.Reason why) -> object.with("when", "later")
          .with("in_s", JsonWords.seconds(Math.max(0, atMs - nowMs)))
          .with("why", why.name().toLowerCase(Locale.ROOT));
      case SendTime.Never(Breach why) -> object.with("when", "never").with("in_s", JsonWords.NULL)
          .with("breach", breach(why));
    };
  }

  private static Json.Obj counters(LoraCounters counters) {
    QueueCounters queue = counters.queue();
    long waiting = queue.offered() - queue.coalesced() - queue.full() - queue.evicted() - queue.expired()
        - queue.tooLong() - queue.refused() - queue.sent();
    return Json.Obj.EMPTY.with("received", JsonWords.number(counters.received()))
        .with("garbled", JsonWords.number(counters.garbled()))
        .with("malformed", JsonWords.number(counters.malformed()))
        .with("refused", JsonWords.number(counters.refused()))
        .with("transmitted", JsonWords.number(counters.transmitted()))
        .with("restarts", JsonWords.number(counters.restarts()))
        .with("failed_starts", JsonWords.number(counters.failedStarts()))
        .with("queue", Json.Obj.EMPTY.with("waiting", JsonWords.number(waiting))
            .with("offered", JsonWords.number(queue.offered())).with("sent", JsonWords.number(queue.sent()))
            .with("transmissions", JsonWords.number(queue.transmissions()))
            .with("coalesced", JsonWords.number(queue.coalesced()))
            .with("full", JsonWords.number(queue.full())).with("evicted", JsonWords.number(queue.evicted()))
            .with("expired", JsonWords.number(queue.expired()))
            .with("too_long", JsonWords.number(queue.tooLong()))
            .with("refused", JsonWords.number(queue.refused())));
  }

  static String word(LoraState state) {
    return switch (state) {
      case LoraState.Starting starting -> "starting";
      case LoraState.Up up -> "up";
      case LoraState.Down down -> "down";
    };
  }
}
