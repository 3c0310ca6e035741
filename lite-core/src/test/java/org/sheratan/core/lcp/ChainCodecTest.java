package org.sheratan.core.lcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.LlmUsage;
import org.sheratan.core.wire.ValueCodec;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Priority;

class ChainCodecTest {
  private static final Path VECTORS = Path.of(System.getProperty("sheratan.root"),
      "docs/vectors/chains.txt");
  private static final Chain GROWN = ChainMachine.completed(ChainFixtures.growing(),
      ChainFixtures.growing().row(1),
      Jsons.object("{'action':'create_followup_jobs','new_jobs':[{'task':'ping','params':{'n':1}}]}"));

  @Test
  void shouldWriteAndReadTheVector() throws IOException {
    String vector = Files.readAllLines(VECTORS).getLast().split(" ")[1];
    assertEquals(vector, ChainCodec.encode(GROWN).toHex());
    assertEquals(GROWN, ChainCodec.decode(Bytes.hex(vector)));
  }

  @Test
  void shouldKeepHowItEnded() {
    Chain failed = GROWN.fileList(1).failed("too deep").aged(7);
    assertEquals(failed, ChainCodec.decode(ChainCodec.encode(failed)));
    Chain done = new Chain(GROWN.id(), GROWN.mission(), 0, 5, Optional.of(new Json.Text("${a}")),
        GROWN.rows(),
        0, Chain.State.RUNNING, "", Optional.empty(), 1, new LlmUsage(17, 5),
        new ChainTerms(Priority.HIGH, 90))
        .completed(Jsons.json("[1,null]"));
    assertEquals(done, ChainCodec.decode(ChainCodec.encode(done)));
  }

  /** What was written with deeper params could never be read again. */
  @Test
  void shouldReadWhatIsNestedAsDeepAsItMayBe() {
    Json deep = new Json.Text("x");
    for (int depth = 1; depth < LcpLimits.MAX_DEPTH_OF_VALUE; depth++) {
      deep = new Json.Arr(List.of(deep));
    }
    Json.Obj params = Json.Obj.EMPTY.with("a", deep);
    assertEquals(LcpLimits.MAX_DEPTH_OF_VALUE, ValueCodec.depth(params));
    Chain chain = GROWN.with(row(params)).completed(params);
    assertEquals(chain, ChainCodec.decode(ChainCodec.encode(chain)));
    Json.Obj tooDeep = params;
    for (int more = 0; more < 8; more++) {
      tooDeep = Json.Obj.EMPTY.with("b", tooDeep);
    }
    Chain never = GROWN.with(row(tooDeep));
    assertThrows(IllegalStateException.class, () -> ChainCodec.encode(never));
  }

  private static Row row(Json.Obj params) {
    return Row.waiting(1, "", new Wanted("ping", params, List.of(), 1), GROWN.row(1).task(), List.of());
  }

  @Test
  void shouldNameTheFieldThatIsBroken() {
    assertBroken("chain.rows", "rows", new Json.Arr(List.of()));
    assertBroken("chain.state", "state", new Json.Text("lost"));
    assertBroken("chain.file_list", "file_list", Json.Int.of(3));
    assertBroken("chain id", "id", new Json.Text("k7f3q2ab-1-1"));
  }

  @Test
  void shouldRefuseCutAndChangedOnesWithoutAnyOtherError() {
    Bytes stored = ChainCodec.encode(GROWN);
    for (int length = 0; length < stored.length(); length++) {
      Bytes cut = stored.slice(0, length);
      assertThrows(MalformedException.class, () -> ChainCodec.decode(cut));
    }
    SeededEntropy entropy = new SeededEntropy(3);
    for (int round = 0; round < 5_000; round++) {
      byte[] changed = stored.toArray();
      changed[entropy.nextInt(changed.length)] = (byte) entropy.nextInt(256);
      try {
        ChainCodec.decode(Bytes.copyOf(changed));
      } catch (MalformedException expected) {
        assertEquals(expected.field().strip(), expected.field());
      }
    }
  }

  private static void assertBroken(String field, String name, Json value) {
    Bytes stored = ChainCodec.encode(GROWN);
    Json.Obj object = (Json.Obj) ValueCodec.decode(stored.slice(1, stored.length()));
    Bytes changed = Bytes.hex("01" + ValueCodec.encode(object.with(name, value)).toHex());
    assertEquals(field, assertThrows(MalformedException.class, () -> ChainCodec.decode(changed)).field());
  }
}
