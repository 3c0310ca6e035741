package org.sheratan.edge.http.node;

import java.math.BigDecimal;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.RadioGate;
import org.sheratan.radio.air.AirtimeMeter;
import org.sheratan.radio.air.Allowance;
import org.sheratan.radio.air.SubBand;
import org.sheratan.radio.link.lora.LoraState;
import org.sheratan.radio.link.lora.Transmitter;

/** The API's shape of a radio's hour: what of its airtime is used, what is left, what of that is for emergencies. */
public final class AirtimeJson {
  private AirtimeJson() {}

  /** @param usedMicros of the hour in {@code band}; empty when nobody knows */
  public static Json.Obj hour(Json.Obj object, SubBand band, Optional<Long> usedMicros) {
    Optional<Long> left = usedMicros.filter(micros -> band.dutyLimited())
        .map(micros -> Math.max(0, band.microsPerHour() - micros));
    return object.with("used_s", usedMicros.map(AirtimeJson::micros).orElse(JsonWords.NULL))
        .with("left_s", left.map(AirtimeJson::micros).orElse(JsonWords.NULL))
        .with("emergency_only_s",
            left.map(micros -> micros(Math.min(micros, AirtimeMeter.emergencyOnlyMicros(band))))
                .orElse(JsonWords.NULL));
  }

  /** The same of the sub-band that the radio is in; nulls while it may not transmit. */
  public static Json.Obj hour(Json.Obj object, RadioGate radio) {
    return radio.state() instanceof LoraState.Up(Transmitter transmitter, Allowance allowed)
        ? hour(object, allowed.subBand(), radio.usedMicros())
        : object.with("used_s", JsonWords.NULL).with("left_s", JsonWords.NULL)
            .with("emergency_only_s", JsonWords.NULL);
  }

  /** In seconds. */
  public static Json micros(long micros) {
    return new Json.Real(BigDecimal.valueOf(micros, 6).doubleValue());
  }
}
