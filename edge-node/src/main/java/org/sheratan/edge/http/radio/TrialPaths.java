package org.sheratan.edge.http.radio;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.LongPoll;
import org.sheratan.edge.http.route.RadioGate;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.air.Breach;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraState;
import org.sheratan.radio.link.lora.LoraTrial;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.TrialAnswer;
import org.sheratan.radio.link.lora.TrialStage;

/** {@code /api/v1/radio/trial}: other settings for a while; {@code /revert}: before that, the planned ones. */
public final class TrialPaths {
  /** The longest way of a modem from its reset to Ready, with room. */
  static final long READY_MS = 30_000;
  private static final double MIN_LENGTH_S = 1;
  private static final double MAX_LENGTH_S = 86_400;
  private static final int ID_CHARS = 8;
  private static final int HEX = 16;
  private static final List<String> MEMBERS = List.of("for_s", "frequency_hz", "spreading_factor",
      "bandwidth_hz", "coding_rate", "power_dbm");

  private final LongPoll polls;
  private final Optional<RadioGate> radio;
  private final Clock clock;

  public TrialPaths(LongPoll polls, ApiParts parts) {
    this.polls = polls;
    this.radio = parts.radio();
    this.clock = parts.clock();
  }

  public void addTo(Router router) {
    router.on(RadioOperations.TRIAL, this::begin).on(RadioOperations.REVERT, this::revert);
  }

  private HttpResponse begin(HttpRequest request) throws HttpRefusal {
    RadioGate gate = RadioPaths.present(radio);
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(MEMBERS);
    long lengthMs = Math.round(1_000 * fields.number("for_s", MIN_LENGTH_S, MAX_LENGTH_S));
    request.room().waits();
    LoraTrial trial = begun(gate.tryOut(plan(fields, gate.ownPlan()), lengthMs));
    TrialStage stage = polls.await(() -> gate.stage(trial.token()),
        now -> !(now instanceof TrialStage.Coming), READY_MS);
    if (stage instanceof TrialStage.Over over) {
      throw new HttpRefusal(over.failure().map(TrialPaths::refused).orElseGet(
          () -> conflict("the trial was ended before the radio stood ready")));
    }
    return shown(gate);
  }

  private HttpResponse revert(HttpRequest request) throws HttpRefusal {
    int token = token(
        Fields.of(JsonReader.readObject(request.body())).only(List.of("id")).text("id", ID_CHARS));
    RadioGate gate = RadioPaths.present(radio);
    request.room().waits();
    if (!gate.revert(token)) {
      throw new HttpRefusal(conflict("another trial is on").fix("sheratan radio show"));
    }
    polls.await(gate::state, state -> !(state instanceof LoraState.Starting), READY_MS);
    return shown(gate);
  }

  private HttpResponse shown(RadioGate gate) {
    return HttpResponse.json(200, RadioJson.radio(gate, clock.now().monoMs()));
  }

  /** What the API calls a trial. */
  static String id(LoraTrial trial) {
    return String.format("%08x", trial.token());
  }

  private static int token(String id) {
    try {
      return Integer.parseUnsignedInt(id, HEX);
    } catch (NumberFormatException other) {
      throw new MalformedException("id", MalformedException.NO_OFFSET, "expected a trial's id");
    }
  }

  /** The trial, or why there is none. */
  static LoraTrial begun(TrialAnswer answer) throws HttpRefusal {
    return switch (answer) {
      case TrialAnswer.Begun(LoraTrial trial) -> trial;
      case TrialAnswer.Taken(LoraTrial by) -> throw new HttpRefusal(by.selfTest()
          ? conflict("the radio is testing itself").fix("wait for its end")
          : conflict("the radio follows other settings for a while").fix("sheratan radio set --revert"));
      case TrialAnswer.Unlawful(Breach breach) -> throw new HttpRefusal(Problem.of(422, "region",
          "Against the law of the region", breach.asked() + ": not allowed (" + breach.allowed() + ")")
          .fix(breach.advice()));
      case TrialAnswer.NoAntenna noAntenna -> throw new HttpRefusal(Problem.invalid("power_dbm",
          "at most " + LoraPlan.SAFE_POWER_DBM + " dBm until the antenna is confirmed",
          "set antenna_confirmed = true in [radio] once it is screwed on, and restart the node"));
    };
  }

  private static Problem refused(RadioEvent.Failed failed) {
    return Problem.of(409, "settings-refused", "The radio does not take these settings",
        failed.why() + "; the planned settings hold again").fix(failed.fault().advice());
  }

  private static Problem conflict(String detail) {
    return Problem.of(409, "conflict", "In conflict with what is here already", detail);
  }

  /** What is not named stays as it is planned. */
  private static LoraPlan plan(Fields fields, LoraPlan own) {
    LoraModulation now = own.modulation();
    LoraModulation asked = new LoraModulation(
        (int) fields.integer("spreading_factor", 5, 12, now.spreadingFactor()),
        (int) fields.integer("bandwidth_hz", 7_800, 500_000, now.bandwidthHz()),
        (int) fields.integer("coding_rate", 5, 8, now.codingRate()), now.preambleSymbols());
    return own.tuned(fields.integer("frequency_hz", 137_000_000, 1_020_000_000, own.frequencyHz()), asked,
        (int) fields.integer("power_dbm", -9, 33, own.powerDbm()));
  }
}
