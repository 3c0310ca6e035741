package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.PrettyJson;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.wire.ReceiptJson;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RunningApi;

class ReceiptVerifyTest {
  private static final Json.Obj RESULT = Json.Obj.EMPTY.with("ok", true);
  private static final Json.Obj RECEIPT = ReceiptJson.toJson(FakeNode.receipt(FakeNode.jobId(1), RESULT),
      FakeNode.NETWORK);

  @TempDir
  private Path folder;

  private CliRun verify(Json.Obj document, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("receipt.json"), PrettyJson.text(document));
    String[] arguments = new String[3 + more.length];
    System.arraycopy(new String[]{"receipt", "verify", file.toString()}, 0, arguments, 0, 3);
    System.arraycopy(more, 0, arguments, 3, more.length);
    return CliRun.of(arguments);
  }

  @Test
  void shouldSayWhatAReceiptProves() throws IOException {
    CliRun run = verify(RECEIPT);
    assertEquals(0, run.exit(), run.err());
    assertTrue(
        run.out().startsWith("valid: node " + FakeNode.WORKER.id().shortName() + " signed, at 2023-11-14T"));
    assertTrue(run.out().contains("of job " + FakeNode.jobId(1)));
    assertTrue(run.out().contains("42 units for a price of 3"));
    assertEquals(new Json.Bool(true), verify(RECEIPT, "--json").json().get("valid"));
  }

  @Test
  void shouldFindEveryChange() throws IOException {
    for (Json.Obj changed : new Json.Obj[]{RECEIPT.with("units", 43), RECEIPT.with("price_micros", 1),
        RECEIPT.with("attempt", 2), RECEIPT.with("network", "00"),
        RECEIPT.with("worker", FakeNode.OTHER.id().toHex()),
        RECEIPT.with("job", FakeNode.jobId(2).toString()), RECEIPT.with("wall_ms", 5),
        RECEIPT.with("owner", FakeNode.OTHER.id().toHex())}) {
      CliRun run = verify(changed);
      assertEquals(1, run.exit(), changed.toString());
      assertTrue(run.out().startsWith("INVALID: "));
    }
  }

  @Test
  void shouldCompareTheResultBesideIt() throws IOException {
    Json.Obj job = Json.Obj.EMPTY.with("receipt", RECEIPT);
    CliRun good = verify(job.with("result", RESULT));
    assertEquals(0, good.exit());
    assertTrue(good.out().contains("gave the result shown"));
    CliRun bad = verify(job.with("result", Json.Obj.EMPTY.with("ok", false)), "--json");
    assertEquals(1, bad.exit());
    assertEquals(new Json.Bool(false), bad.json().get("result_matches"));
  }

  @Test
  void shouldVerifyAJobOfTheNode() throws IOException {
    FakeNode node = new FakeNode();
    node.put(FakeNode.job(1, JobState.COMPLETED));
    node.put(FakeNode.job(2, JobState.WORKING));
    try (RunningApi api = new RunningApi(node)) {
      assertEquals(0, CliRun.against(api, folder, "receipt", "verify", FakeNode.jobId(1).toString()).exit());
      assertEquals(4, CliRun.against(api, folder, "receipt", "verify", FakeNode.jobId(2).toString()).exit());
    }
  }

  @Test
  void shouldRefuseWhatIsNoReceipt() throws IOException {
    assertEquals(1, verify(RECEIPT.with("signature", "00")).exit());
    assertEquals(1, verify(Json.Obj.EMPTY).exit());
    assertEquals(4, CliRun.of("receipt", "verify", folder.resolve("absent.json").toString()).exit());
    CliRun stdin = CliRun.with("not json", true, new TreeMap<>(), "receipt", "verify", "-");
    assertEquals(1, stdin.exit());
    assertTrue(stdin.err().startsWith("error: -: "));
  }
}
