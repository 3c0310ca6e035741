package org.sheratan.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.schedule.Watch.Comparison;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class PlanParserTest {
  private static final String FULL = "every 15 min sensor_read sensor=roof when value > 30 then message node-b2"
      + " \"Too hot: {value}\"";

  @Test
  void shouldReadWhatPeopleSay() {
    assertEquals(new Plan(900_000, JobSpec.of("sensor_read", Json.Obj.EMPTY.with("sensor", "roof")),
        Optional.of(new Watch(List.of("value"), Comparison.ABOVE, 30,
            new Watch.Say("node-b2", "Too hot: {value}")))),
        PlanParser.parse(FULL));
    assertEquals(PlanParser.parse(FULL), PlanParser.parse(FULL.replace("when value", "when")));
    assertEquals(new Plan(86_400_000, JobSpec.of("ping", Json.Obj.EMPTY), Optional.empty()),
        PlanParser.parse("  every 1 d   ping "));
  }

  @Test
  void shouldReadEveryUnitAndSign() {
    assertEquals(10_000, PlanParser.parse("every 10 s ping").everyMs());
    assertEquals(7_200_000, PlanParser.parse("every 2 h ping").everyMs());
    for (Comparison sign : Comparison.values()) {
      Watch watch = PlanParser
          .parse("every 1 h ping when files.0.size " + sign.sign() + " -2.5 then run list_files path=a")
          .watch().orElseThrow();
      assertEquals(new Watch(List.of("files", "0", "size"), sign, -2.5,
          new Watch.Run(JobSpec.of("list_files", Json.Obj.EMPTY.with("path", "a")))), watch);
    }
  }

  @Test
  void shouldTellNumbersFromWords() {
    Json.Obj params = PlanParser
        .parse("every 1 h x a=5 b=-1.5 c=true d=false e=\"5\" f=\"say \\\"hi\\\"\" g= h=\"\""
            + " i=007 j=a=b k=\"when\" l=pre\"fix ed\"")
        .job().params();
    assertEquals(Json.Obj.EMPTY.with("a", 5).with("b", new Json.Real(-1.5)).with("c", true).with("d", false)
        .with("e", "5").with("f", "say \"hi\"").with("g", "").with("h", "").with("i", "007").with("j", "a=b")
        .with("k", "when").with("l", "prefix ed"), params);
  }

  /** A caret stands where it goes wrong. */
  @Test
  void shouldSayWhereItGoesWrong() {
    assertWrong("expected \"every\"", "^");
    assertWrong("expected \"every\"", "^each 5 s ping");
    assertWrong("expected \"every\"", "^\"every\" 5 s ping");
    assertWrong("whole number", "every ^soon ping");
    assertWrong("10 s to 366 d", "every ^9 s ping");
    assertWrong("10 s to 366 d", "every ^367 d ping");
    assertWrong("s, min, h or d", "every 5 ^weeks ping");
    assertWrong("kind of job", "every 5 h^");
    assertWrong("kind of job", "every 5 h  ^");
    assertWrong("kind of job", "every 5 h ^Rm");
    assertWrong("name=value", "every 5 h ping ^then");
    assertWrong("name=value", "every 5 h ping ^\"a\"=b");
    assertWrong("twice", "every 5 h ping a=1 ^a=2");
    assertWrong("what to look at", "every 5 h ping when^");
    assertWrong("what to look at", "every 5 h ping when ^a..b > 5 then run x");
    assertWrong("one of > >=", "every 5 h ping when ^a is 5 then run x");
    assertWrong("a number", "every 5 h ping when > ^five then run x");
    assertWrong("\"then\"", "every 5 h ping when > 5 ^do run x");
    assertWrong("\"message\" or \"run\"", "every 5 h ping when > 5 then ^say x");
    assertWrong("the text", "every 5 h ping when > 5 then message node-b^");
    assertWrong("the end", "every 5 h ping when > 5 then message node \"a\" ^b");
    assertWrong("quote", "every 5 h x a=1 ^b=\"open");
    assertWrong("control", "every 5 h p^\u0007ng");
    assertWrong("half a character", "every 5 h ping a=^\ud83d");
    assertWrong("half a character", "every 5 h ping a=\"\\^\ude00\"");
    assertWrong("512", "every 5 h ping a=" + "x".repeat(495) + "^" + "x".repeat(9));
  }

  private static void assertWrong(String reason, String marked) {
    String text = marked.replace("^", "");
    MalformedException wrong = assertThrows(MalformedException.class, () -> PlanParser.parse(text), text);
    assertEquals("schedule", wrong.field());
    assertTrue(wrong.reason().contains(reason), text + " gave " + wrong.reason());
    assertEquals(marked.indexOf('^'), wrong.offset(), text + " gave " + wrong.reason());
  }

  /** Cut, changed and shuffled plans are read or refused within the text, nothing else. */
  @Test
  void shouldRefuseWhatItDoesNotUnderstandWithoutAnyOtherError() {
    String[] pieces = (FULL
        + " run == != <= \" \\ . = , \u00e9 \ud83d\ude00 every 0 -1 1e9 99999999999 s d h")
        .split(" ");
    SeededEntropy entropy = new SeededEntropy(51);
    int understood = 0;
    for (int round = 0; round < 60_000; round++) {
      StringBuilder text = new StringBuilder(round % 2 == 0 ? FULL : "every 5 h ping");
      for (int change = entropy.nextInt(4); change >= 0; change--) {
        String piece = pieces[entropy.nextInt(pieces.length)];
        int at = entropy.nextInt(text.length() + 1);
        text.replace(at, Math.min(text.length(), at + entropy.nextInt(5)), piece);
      }
      try {
        Plan plan = PlanParser.parse(text.toString());
        assertTrue(plan.everyMs() >= Plan.MIN_EVERY_MS && plan.everyMs() <= Plan.MAX_EVERY_MS);
        understood++;
      } catch (MalformedException refused) {
        assertTrue(refused.offset() >= 0 && refused.offset() <= text.length(), text.toString());
      }
    }
    assertTrue(understood > 1_000, understood + " understood");
  }

  @Test
  void shouldFindTheNumberThatIsLookedAt() {
    Json.Obj result = Json.Obj.EMPTY.with("value", 31).with("text", "31").with("files",
        new Json.Arr(List.of(Json.Obj.EMPTY.with("size", new Json.Real(2.5)))));
    assertEquals(31, watch("value").value(result).orElseThrow());
    assertEquals(2.5, watch("files.0.size").value(result).orElseThrow());
    for (String nowhere : List.of("text", "files", "files.1.size", "files.x", "value.x", "other",
        "files.0.size.0")) {
      assertTrue(watch(nowhere).value(result).isEmpty(), nowhere);
    }
  }

  @Test
  void shouldCompareAsTheSignSays() {
    double[][] cases = {{29, 30}, {30, 30}, {31, 30}};
    boolean[][] expected = {{false, false, true}, {false, true, true}, {true, false, false},
        {true, true, false}, {false, true, false}, {true, false, true}};
    for (Comparison sign : Comparison.values()) {
      for (int each = 0; each < cases.length; each++) {
        assertEquals(expected[sign.ordinal()][each], sign.holds(cases[each][0], cases[each][1]), sign.sign());
      }
    }
  }

  private static Watch watch(String path) {
    return PlanParser.parse("every 5 h ping when " + path + " > 1 then run ping").watch().orElseThrow();
  }
}
