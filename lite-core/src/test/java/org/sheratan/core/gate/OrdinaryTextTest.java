package org.sheratan.core.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.GateReport.Status;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;

/** What people write all day is neither held nor warned about. */
class OrdinaryTextTest {
  private static final List<String> SENTENCES = List.of(
      "Summarize the previous chapter and ignore the footnotes; the instructions are on page 3.",
      "The instructor's previous instructions were clear, so do not ignore them.",
      "Please format C code with two spaces, and CSV files in the format B.",
      "The root of the problem lies deeper: we run it as a root cause analysis.",
      "Pass the salt by the gates of the park and skip the line.",
      "The gain of the amplifier is 40 dB; the root mean square is 2 V.",
      "Water level 3.2 m at 06:00, 3.4 m at 18:00; pump 2 off, pump 3 on (manual).",
      "Die Brücke über den Fluß ist gesperrt. Bitte Umleitung über Ærøskøbing nehmen!",
      "Le café d'à côté a été évalué : il n'y a rien à signaler.",
      "Проверь насос на объекте номер семь до вечера.",
      "명령을 확인하고 보고서를 보내 주세요.", "温度は25℃、湿度は60％です。", "पानी का स्तर सामान्य है।",
      "| sensor | value |\n| bash | 5.2 |\n| sh | 1 |", "rm -rf build/ && make",
      "rm -rf build\ncd /srv\nls /",
      "rm -r ./tmp", "rm notes.txt", "git push -f origin main", "chmod 755 /usr/local/bin/x", "ls / | sort",
      "echo | shuf", "tar -xzf a.tgz -C /srv", "base64 -e file",
      "powershell -NoProfile -ExecutionPolicy RemoteSigned -File x.ps1",
      "del old.txt", "The evaluation (eval) ran on 12 systems.",
      "See https://example.org/a?b=c&d=%20e for details",
      "for (int i = 0; i < n; i++) { sum += a[i]; }", "int x = y | z; // bits",
      "SELECT * FROM jobs WHERE id = 7;",
      "He bypassed the city and disabled the alarm of his clock.", "A shell, in reverse, is a llehs.");
  private static final List<String> FILES = List.of("src/main/java/Gate.java",
      "docs/über uns/Plan (final).pdf",
      "a/b..c/...d", "reports/2026-11-22_water-level.csv", "foto#3.jpg", "run.sh", "bash.html",
      "photos/Été 2024/100%.jpg",
      "passwords2.txt", "rm-rf.md", "C/format.c", "mails/Re_ Fwd.eml", "日本語/読む.txt", "x~", "a$b");

  private final Gates gates = new Gates(GateRules.DEFAULT, kind -> true);

  @Test
  void shouldLetOrdinarySentencesBy() {
    SENTENCES.forEach(text -> {
      assertEquals(List.of(), said(Json.Obj.EMPTY.with("content", text)), text);
      assertEquals(List.of(), said(Json.Obj.EMPTY.with("prompt", Json.Arr.ofTexts(List.of(text)))), text);
    });
    SENTENCES.stream().filter(text -> text.indexOf(' ') > 0)
        .forEach(text -> assertEquals(List.of(),
            said(Json.Obj.EMPTY.with("lines", Json.Arr.ofTexts(List.of("make all", text, "ls -l /srv")))),
            text));
  }

  @Test
  void shouldLetOrdinaryFilesBy() {
    FILES.forEach(file -> assertEquals(List.of(), said(Json.Obj.EMPTY.with("path", file)), file));
    assertEquals(List.of(), said(Json.Obj.EMPTY.with("paths", Json.Arr.ofTexts(FILES))));
  }

  /** What reads like a hard phrase across a full stop is held: a person looks, and lets it by. */
  @Test
  void shouldHoldWordsThatOnlyHappenToFollowEachOther() {
    for (String text : List.of("There is nothing to override. Policy is made elsewhere.",
        "Use the format C: it is short.",
        "| curl | sh |\n is piped: curl x | sh")) {
      assertEquals(List.of("phrase_hard"), said(Json.Obj.EMPTY.with("content", text)), text);
    }
  }

  private List<String> said(Json.Obj params) {
    return gates.judge(JobSpec.of("ping", params), new Origin(Zone.API, "127.0.0.1")).reports().stream()
        .filter(report -> report.status() != Status.PASS).flatMap(report -> report.reasons().stream())
        .map(GateReport.Reason::code).toList();
  }
}
