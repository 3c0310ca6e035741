package org.sheratan.edge.http.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.FakeRadio;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.PacketLog;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.link.lora.Transmitter;

class PacketPathsTest {
  private static final Bytes FRAME = Bytes.hex("4852a1b200070102030405060708");
  private static final Optional<Signal> SIGNAL = Optional.of(new Signal(-101, -3.25));

  private static final Transmitter SF8 = transmitter(8);

  private static Transmitter transmitter(int spreadingFactor) {
    return new Transmitter("rnode-0a1b", "RNode", 869_525_000,
        new LoraModulation(spreadingFactor, 125_000, 5, 8), 14, 1, 254, true);
  }

  private long nowMs = 1_000;
  private final PacketLog log = new PacketLog(
      () -> new Now(nowMs, 1_700_000_000_000L + nowMs, WallQuality.NTP));

  private static RunningApi api() throws IOException {
    return new RunningApi(new FakeNode(), HttpSettings.loopback(0),
        Optional.of(FakeRadio.up("EU868", new SendTime.Immediately())));
  }

  @Test
  void shouldShowWhatComesAfterTheFirstQuestion() throws IOException {
    try (RunningApi api = api()) {
      api.packets().onFrame("lora0", Optional.of(SF8), true, FRAME, Optional.empty());
      Json.Obj first = api.get("/api/v1/packets").json();
      assertEquals(JsonWords.number(0), first.get("next"), "nobody watched");
      api.packets().onFrame("lora0", Optional.of(SF8), false, FRAME, SIGNAL);
      api.packets().onFrame("udp", true, Bytes.hex("ff"), Optional.empty());
      Json.Obj page = api.get("/api/v1/packets?after=0&wait=5").json();
      List<Json> packets = ((Json.Arr) page.get("packets")).items();
      Json.Obj heard = (Json.Obj) packets.getFirst();
      assertEquals(JsonWords.number(-101), heard.get("rssi_dbm"));
      assertEquals(new Json.Text(FRAME.toHex()), heard.get("hex"));
      assertEquals(new Json.Text("a1b2"), ((Json.Obj) heard.get("frame")).get("destination_hint"));
      assertEquals(JsonWords.number(8), ((Json.Obj) heard.get("tuned")).get("spreading_factor"));
      assertEquals(new Json.Real(0.092672), heard.get("airtime_s"));
      Json.Obj sent = (Json.Obj) packets.get(1);
      assertEquals(new Json.Null(), sent.get("airtime_s"), "no radio");
      assertEquals(new Json.Null(), sent.get("tuned"), "no radio");
      assertEquals(new Json.Text("malformed"), ((Json.Obj) sent.get("frame")).get("type"));
      assertEquals(JsonWords.number(2), page.get("next"));
      assertEquals(400, api.get("/api/v1/packets?limit=0").status());
    }
  }

  /** Frames kept from before a trial got its settings: the radio was asked when they were read. */
  @Test
  void shouldShowTheSettingsOfThenAndNotOfNow() throws IOException {
    try (RunningApi api = api()) {
      api.get("/api/v1/packets");
      api.packets().onFrame("lora0", Optional.of(transmitter(11)), true, FRAME, Optional.empty());
      api.packets().onFrame("lora0", Optional.empty(), false, FRAME, SIGNAL);
      List<Json> packets = ((Json.Arr) api.get("/api/v1/packets?after=0").json().get("packets")).items();
      Json.Obj before = (Json.Obj) packets.getFirst();
      assertEquals(JsonWords.number(11), ((Json.Obj) before.get("tuned")).get("spreading_factor"));
      assertEquals(new Json.Real(0.659456), before.get("airtime_s"));
      assertEquals(new Json.Null(), ((Json.Obj) packets.get(1)).get("tuned"), "nobody knows");
    }
  }

  @Test
  void shouldKeepOnlyTheLatestAndSayHowManyAreMissing() {
    log.begin();
    for (int count = 0; count < PacketLog.KEPT + 76; count++) {
      log.onFrame("lora0", Optional.of(SF8), false, FRAME, SIGNAL);
    }
    PacketLog.Page page = log.after(0, 10);
    assertEquals(76, page.missed());
    assertEquals(10, page.packets().size());
    assertEquals(86, page.next());
    assertEquals(0, log.after(86, 10).missed());
  }

  @Test
  void shouldKeepNothingOnceNobodyWatches() {
    log.begin();
    log.onFrame("lora0", Optional.of(SF8), false, FRAME, SIGNAL);
    nowMs += 121_000;
    log.onFrame("lora0", Optional.of(SF8), false, FRAME, SIGNAL);
    assertTrue(log.after(0, 10).packets().isEmpty());
  }
}
