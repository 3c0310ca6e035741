package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deciding about held jobs, and looking who has a token, at the cable. */
class GateWorkTest {
  private static final String HELD = """
      {"id":"k7f3q2ab-3-17","kind":"write_file","state":"held","age_s":75,"reason":"path: asks for a look",
       "params":{"path":"a\\u001b[2J"},"origin":{"zone":"api","name":"weather"},
       "gates":{"reports":[{"gate":"G4","name":"policy","status":"PAUSE","reasons":[{"code":"p","message":"asks for a look"}]}],
        "decision":%s},
       "audit":{"tally":"undecided","agree":2,"votes":[
        {"auditor":"aaaa1111","vote":"approve","by":"rules","reason":"no gate here stops it"},
        {"auditor":"bbbb2222","vote":null,"by":null,"reason":null}]}}""";
  private static final String NOT_YET = HELD.formatted("null");
  private static final String PATH = "/api/v1/gate/held/k7f3q2ab-3-17/";

  private final ConsoleBench bench = new ConsoleBench();

  @BeforeEach
  void open() {
    bench.open();
    bench.signIn();
  }

  @Test
  void shouldListWhatWaits() {
    bench.answers.put("/api/v1/gate/held?limit=20", "{\"jobs\":[],\"next\":null}");
    assertEquals(List.of("no job waits for a decision"), bench.run("gate list"));
    bench.answers.put("/api/v1/gate/held?limit=20",
        "{\"jobs\":[" + NOT_YET + "],\"next\":\"k7f3q2ab-3-16\"}");
    assertEquals(List.of("JOB            KIND        FROM         AGE         WHY",
        "k7f3q2ab-3-17  write_file  api weather  1 min 15 s  path: asks for a look", "and older ones"),
        bench.run("gate list"));
  }

  @Test
  void shouldShowWhatGatesAndAuditorsSaid() {
    bench.answers.put("/api/v1/jobs/k7f3q2ab-3-17", NOT_YET);
    List<String> said = bench.run("gate show k7f3q2ab-3-17");
    assertEquals(List.of("job        k7f3q2ab-3-17  write_file", "from       api weather", "state      held",
        "G4         policy     PAUSE", "           asks for a look",
        "auditors   undecided, 2 of 2 must agree",
        "           aaaa1111  approve  rules: no gate here stops it", "           bbbb2222  asked"),
        said.subList(0, 8));
    assertTrue(said.stream().noneMatch(line -> line.indexOf('\u001b') >= 0), said.toString());
  }

  @Test
  void shouldDecideWithTheReasonThatIsTyped() {
    bench.answers.put(PATH + "approve", NOT_YET.replace("held", "pending"));
    bench.answers.put(PATH + "reject", NOT_YET.replace("held", "failed"));
    assertEquals(List.of("job k7f3q2ab-3-17 approved, now pending"),
        bench.run("gate approve k7f3q2ab-3-17 seen, and good"));
    assertEquals("{\"reason\":\"seen, and good\"}", bench.bodies.getLast());
    assertEquals(List.of("job k7f3q2ab-3-17 rejected, now failed"),
        bench.run("gate reject k7f3q2ab-3-17 nobody asked"));
  }

  @Test
  void shouldAskForJobAndReason() {
    int asked = bench.asked.size();
    assertEquals(List.of("error: say why: the reason is kept with the job",
        "try: gate approve k7f3q2ab-3-17 WHY"), bench.run("gate approve k7f3q2ab-3-17"));
    assertEquals(List.of("error: name a job", "try: gate list"), bench.run("gate reject"));
    assertEquals(List.of("error: name a job", "try: gate list"), bench.run("gate show ../status"));
    assertEquals(asked, bench.asked.size());
  }

  @Test
  void shouldListTokensWithoutTheirSecrets() {
    bench.answers.put("/api/v1/tokens", "{\"tokens\":[]}");
    assertEquals(List.of("no token has been given out"), bench.run("token list"));
    bench.answers.put("/api/v1/tokens", """
        {"tokens":[{"name":"weather","scope":"submit","state":"active","expires_in_s":7200,"last_used_s":30},
         {"name":"old","scope":"read","state":"revoked","expires_in_s":null,"last_used_s":null}]}""");
    assertEquals(List.of("NAME     SCOPE   STATE    ENDS IN    LAST USED",
        "weather  submit  active   2 h 0 min  just now",
        "old      read    revoked  -          -"), bench.run("token list"));
  }

  @Test
  void shouldDecideAndTellOfTokensOnlyForWhoHasSignedIn() {
    bench.run("logout");
    for (String guarded : List.of("gate list", "gate show k7f3q2ab-3-17", "gate approve k7f3q2ab-3-17 x",
        "gate reject k7f3q2ab-3-17 x", "token list")) {
      assertEquals("error: sign in first", bench.run(guarded).getFirst(), guarded);
    }
  }
}
