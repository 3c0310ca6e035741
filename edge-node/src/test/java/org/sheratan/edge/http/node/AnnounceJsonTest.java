package org.sheratan.edge.http.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.FakeRadio;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.RadioGate;
import org.sheratan.radio.air.Breach;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.LinkView;

class AnnounceJsonTest {
  private static final long NOW_MS = 5_000;
  private static final LinkProfile LORA = new LinkProfile("lora0", 254, 420, 1_500, true, false, 100);

  private static Json.Obj due(long dueMs, long heldMs, Optional<RadioGate> radio) {
    return AnnounceJson.next(Json.Obj.EMPTY, new LinkView(LORA, 0, dueMs, heldMs), radio, NOW_MS);
  }

  private static Json.Obj gate(long dueMs, SendTime when) {
    return due(dueMs, 0, Optional.of(FakeRadio.up("EU868", when)));
  }

  private static void leaves(long seconds, Json.Obj said) {
    assertEquals(
        Json.Obj.EMPTY.with("announce_s", JsonWords.number(seconds)).with("announce_held", JsonWords.NULL)
            .with("announce_after_s", JsonWords.NULL),
        said);
  }

  private static void held(String why, Json after, Json.Obj said) {
    assertEquals(Json.Obj.EMPTY.with("announce_s", JsonWords.NULL).with("announce_held", why)
        .with("announce_after_s", after), said);
  }

  @Test
  void shouldPromiseNothingBeforeTheGateLetsItOut() {
    leaves(17, gate(17_000, new SendTime.Immediately()));
    leaves(17, gate(17_000, later(12_000)));
    leaves(40, gate(17_000, later(40_000)));
    held("duty_cycle", JsonWords.number(900), gate(17_000, later(900_000)));
    held("no_radio", JsonWords.NULL, gate(17_000, new SendTime.Never(Breach.NO_RADIO)));
  }

  @Test
  void shouldPromiseNothingThatTheShareOfAnnouncesLeavesOut() {
    held("share", JsonWords.number(43), due(17_000, 43_000, Optional.empty()));
    leaves(17, due(17_000, 17_000, Optional.empty()));
  }

  private static SendTime later(long inMs) {
    return new SendTime.Later(NOW_MS + inMs, SendTime.Reason.DUTY_CYCLE);
  }
}
