package org.sheratan.edge.http.route;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Passage;

/** The API's shape of what the gates said of a request, and of what a person or auditors said then. */
public final class GateJson {
  private GateJson() {}

  public static Json.Arr reports(List<GateReport> reports) {
    return new Json.Arr(reports.stream().<Json>map(GateJson::report).toList());
  }

  public static Json.Obj passage(Passage passage) {
    return Json.Obj.EMPTY.with("reports", reports(passage.reports()))
        .with("allowed", decision(passage.allowed())).with("decision", decision(passage.decision()));
  }

  private static Json decision(Optional<Passage.Decision> decision) {
    return decision.<Json>map(GateJson::decision).orElse(JsonWords.NULL);
  }

  public static Json.Obj origin(Origin origin) {
    return Json.Obj.EMPTY.with("zone", origin.zone().word()).with("name", JsonWords.text(origin.name()));
  }

  private static Json.Obj report(GateReport report) {
    return Json.Obj.EMPTY.with("gate", report.gate().number()).with("name", report.gate().word())
        .with("status", report.status().word()).with("reasons",
            new Json.Arr(
                report.reasons().stream().<Json>map(reason -> Json.Obj.EMPTY.with("code", reason.code())
                    .with("message", reason.message())).toList()));
  }

  private static Json.Obj decision(Passage.Decision decision) {
    return Json.Obj.EMPTY.with("approved", decision.approved()).with("by", origin(decision.by()))
        .with("reason", decision.reason()).with("at", JsonWords.time(decision.wallMs()));
  }
}
