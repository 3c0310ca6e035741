package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.cli.radio.PacketWatchCommand;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.FakeRadio;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.link.lora.Transmitter;

class PacketCommandsTest {
  private static final Bytes FRAME = Bytes.hex("4852a1b200070102030405060708");

  private static final Transmitter SF8 = new Transmitter("rnode-0a1b", "RNode", 869_525_000,
      new LoraModulation(8, 125_000, 5, 8), 14, 1, 254, true);

  @TempDir
  private Path folder;
  private RunningApi api;
  private final Timer air = new Timer(true);

  @BeforeEach
  void letThereBeTraffic() throws IOException {
    api = new RunningApi(new FakeNode(), HttpSettings.loopback(0),
        Optional.of(FakeRadio.up("EU868", new SendTime.Immediately())));
    air.schedule(new TimerTask() {
      @Override
      public void run() {
        api.packets().onFrame("lora0", Optional.of(SF8), false, FRAME, Optional.of(new Signal(-101, -3.25)));
      }
    }, 0, 5);
  }

  @AfterEach
  void stop() {
    air.cancel();
    api.close();
  }

  @Test
  void shouldLeaveNothingBlankOfRollsAndRevocations() {
    String roll = shown("{\"type\":\"roll\",\"bytes\":40,\"sender_hint\":\"a1b2\",\"epoch_low\":3,"
        + "\"number\":7,\"entries\":[{\"hint\":\"c3d4\",\"mark\":1}]}");
    assertTrue(roll.endsWith("roll by a1b2 #3/7, 1 node: c3d4"), roll);
    String word = shown("{\"type\":\"revocation\",\"author\":\"0011223344\",\"subject\":\"5566778899\","
        + "\"version\":2}");
    assertTrue(word.endsWith("revocation of 55667788 by 00112233 version 2"), word);
    String digest = shown("{\"type\":\"revocation_digest\",\"digest\":\"0a0b\"}");
    assertTrue(digest.endsWith("revocation digest 0a0b"), digest);
    String summary = shown(
        "{\"type\":\"revocation_summary\",\"from\":\"01\",\"to\":\"02\",\"marks\":[\"03\"]}");
    assertTrue(summary.endsWith("revocation summary 01 to 02: 03"), summary);
  }

  private static String shown(String frame) {
    return PacketWatchCommand.line(new View(
        Json.Obj.EMPTY.with("link", "lora0").with("frame", JsonReader.readObject(Bytes.utf8(frame)))));
  }

  @Test
  void shouldWatchAFewPackets() throws IOException {
    CliRun run = CliRun.against(api, folder, "packet", "watch", "--count", "3");
    assertEquals(0, run.exit(), run.err());
    assertEquals(3, run.out().lines().count());
    assertTrue(run.out().lines().findFirst().orElseThrow()
        .matches(".* lora0 heard 14 B 93 ms -101 dBm -3\\.25 dB  data to a1b2 key 1 #7, normal"), run.out());
    CliRun json = CliRun.against(api, folder, "packet", "watch", "--count", "2", "--json");
    assertEquals(2, json.out().lines().count(), "one line each");
    assertTrue(json.out().lines().allMatch(line -> line.contains(FRAME.toHex())), json.out());
    assertEquals(0, CliRun.against(api, folder, "packet", "watch", "--timeout", "100ms").exit());
    assertEquals(2, CliRun.against(api, folder, "packet", "watch", "--count", "-1").exit());
  }

  @Test
  void shouldCaptureIntoANewFile() throws IOException {
    Path file = folder.resolve("air.pcapng");
    CliRun run = CliRun.against(api, folder, "packet", "capture", file.toString(), "--count", "4");
    assertEquals(0, run.exit(), run.err());
    assertEquals("4 packets in " + file + "\n", run.out());
    assertEquals(28 + 44 + 4 * (32 + 32 + 12), Files.size(file), "section, interface, four packets");
    CliRun again = CliRun.against(api, folder, "packet", "capture", file.toString(), "--count", "1");
    assertEquals(6, again.exit());
    assertTrue(again.err().contains("is there already"), again.err());
  }
}
