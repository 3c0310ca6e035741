package org.sheratan.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.market.MemoryDurable;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobMachine;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;

/** A node's health in virtual time. */
class HealthTest {
  private static final long REPORT_MS = 300_000;
  private static final Origin CHAIN = new Origin(Zone.CHAIN, "k7f3q2ab-1-1");
  private static final NodeId WORKER = new NodeId(Bytes.copyOf(new byte[NodeId.LENGTH]));

  private final MemoryDurable durable = new MemoryDurable();
  private long nowMs = 1_000;
  private Health health = new Health(durable, now());
  private long jobs;

  /** The original stays PAUSED for ever then, because its table has no way from PAUSED to DEGRADED. */
  @Test
  void shouldReachDegradedWhenAServiceIsDownAtTheStart() {
    health.poll(List.of("storage"), now());
    assertEquals(SystemState.DEGRADED, health.view(nowMs).state());
    assertEquals(List.of(SystemState.DEGRADED, SystemState.RECOVERY), states());
    assertTrue(health.view(nowMs).reason().contains("storage"));
    health.poll(List.of(), now());
    assertEquals(SystemState.OPERATIONAL, health.view(nowMs).state());
  }

  @Test
  void shouldSayWhatIsUsual() {
    start();
    for (int report = 0; report < 12; report++) {
      work(9, 1, 1_000);
      report();
    }
    Baseline hour = health.view(nowMs).baselines().get(Metric.JOB_SUCCESS).get(Window.HOUR);
    assertEquals(new Baseline(12, 0.9, 0, 0.9, 0.9).toString(), rounded(hour).toString());
    Baseline latency = health.view(nowMs).baselines().get(Metric.JOB_LATENCY).get(Window.DAY);
    assertEquals(1_000, latency.mean(), 1e-3);
    assertEquals(12, latency.count());
    assertEquals(0, health.view(nowMs).baselines().get(Metric.LLM_SUCCESS).get(Window.WEEK).count());
    Baseline workers = health.view(nowMs).baselines().get(Metric.WORKERS).get(Window.HOUR);
    assertEquals(1, workers.mean(), 1e-6);
  }

  @Test
  void shouldForgetWhatIsLongAgo() {
    start();
    work(1, 1, 1_000);
    report();
    for (int report = 0; report < 12; report++) {
      report();
    }
    assertEquals(0, usual(Metric.JOB_SUCCESS, Window.HOUR).count());
    assertEquals(1, usual(Metric.JOB_SUCCESS, Window.DAY).count());
    for (int report = 0; report < 7 * 288; report++) {
      report();
    }
    assertEquals(0, usual(Metric.JOB_SUCCESS, Window.WEEK).count());
    assertTrue(usual(Metric.TRANSITIONS, Window.WEEK).count() <= 2_016);
  }

  @Test
  void shouldFindWhatIsFarFromUsual() {
    start();
    for (int report = 0; report < 10; report++) {
      work(20, 0, 1_000 + report % 3 * 10);
      report();
    }
    assertEquals(List.of(), health.view(nowMs).anomalies());
    work(20, 0, 9_000);
    report();
    Anomaly slow = health.view(nowMs).anomalies().getFirst();
    assertEquals(Metric.JOB_LATENCY, slow.metric());
    assertEquals(Anomaly.Severity.ERROR, slow.severity());
    assertTrue(slow.zScore() > 4.5 && slow.against().orElseThrow().count() == 10, slow.toString());
  }

  @Test
  void shouldFindWhatAnybodyWouldCallBadBeforeItKnowsWhatIsUsual() {
    start();
    work(1, 9, 6_000);
    report();
    List<Anomaly> found = health.view(nowMs).anomalies();
    assertEquals(List.of(Metric.JOB_LATENCY, Metric.JOB_SUCCESS),
        found.stream().map(Anomaly::metric).toList());
    assertTrue(found.stream().allMatch(each -> each.severity() == Anomaly.Severity.WARNING
        && each.against().isEmpty()));
    HealthReport report = health.view(nowMs).report().orElseThrow();
    assertEquals(0, report.score(), 1e-6);
  }

  @Test
  void shouldTakeOnNothingOfItsOwnAccordWhileItReflectsAndRecoverByItself() {
    start();
    assertEquals(Optional.empty(), health.refusal(CHAIN));
    for (int report = 0; report < 5; report++) {
      work(1, 9, 6_000);
      report();
    }
    assertEquals(SystemState.REFLECTIVE, health.view(nowMs).state());
    assertTrue(health.refusal(CHAIN).orElseThrow().contains("looks at itself"));
    assertTrue(health.refusal(new Origin(Zone.SCHEDULE, "hourly")).isPresent());
    assertEquals(Optional.empty(), health.refusal(new Origin(Zone.API, "")), "people always may");
    health.poll(List.of(), now());
    assertEquals(SystemState.REFLECTIVE, health.view(nowMs).state(), "until the next report");
    work(10, 0, 100);
    report();
    assertEquals(SystemState.OPERATIONAL, health.view(nowMs).state());
    assertEquals(Optional.empty(), health.refusal(CHAIN));
    report();
    assertEquals(SystemState.OPERATIONAL, health.view(nowMs).state(), "what led there is answered");
  }

  @Test
  void shouldRecoverInStepsWhereItIsNotYetWell() {
    start();
    for (int report = 0; report < 5; report++) {
      work(1, 9, 6_000);
      report();
    }
    work(1, 9, 6_000);
    report();
    assertEquals(SystemState.RECOVERY, health.view(nowMs).state());
    health.poll(List.of(), now());
    assertEquals(SystemState.RECOVERY, health.view(nowMs).state());
    report();
    assertEquals(SystemState.OPERATIONAL, health.view(nowMs).state());
  }

  @Test
  void shouldStayPausedOverARestartWhereAnOperatorWantsIt() {
    start();
    assertEquals(Optional.empty(),
        health.ask(SystemState.PAUSED, "maintenance", "ann", Json.Obj.EMPTY, now()));
    assertTrue(health.refusal(CHAIN).orElseThrow().contains("maintenance"));
    health = new Health(durable, now());
    health.poll(List.of("storage"), now());
    assertEquals(SystemState.PAUSED, health.view(nowMs).state());
    assertTrue(health.ask(SystemState.DEGRADED, "x", "ann", Json.Obj.EMPTY, now()).orElseThrow()
        .contains("OPERATIONAL, RECOVERY"));
    assertEquals(Optional.empty(), health.ask(SystemState.OPERATIONAL, "done", "ann", Json.Obj.EMPTY, now()));
    health.poll(List.of(), now());
    assertEquals(SystemState.OPERATIONAL, health.view(nowMs).state());
  }

  @Test
  void shouldBeginPausedAndRememberWhatIsUsual() {
    start();
    work(4, 1, 1_000);
    report();
    health = new Health(durable, now());
    assertEquals(SystemState.PAUSED, health.view(nowMs).state());
    assertEquals(0.8, usual(Metric.JOB_SUCCESS, Window.HOUR).mean(), 1e-6);
    assertEquals(List.of(), health.view(nowMs).transitions(),
        "what it finds out by itself is worth no write");
  }

  @Test
  void shouldGoOnReflectingOverARestart() {
    start();
    for (int report = 0; report < 5; report++) {
      work(1, 9, 6_000);
      report();
    }
    health = new Health(durable, now());
    health.poll(List.of(), now());
    assertTrue(health.refusal(CHAIN).isPresent(), "a restart is no way round it");
    List<Transition> log = health.view(nowMs).transitions();
    assertEquals(List.of(2L, 1L), log.stream().map(Transition::number).toList());
    assertTrue(log.stream().allMatch(each -> each.wallMs() > 0));
    report();
    assertEquals(SystemState.OPERATIONAL, health.view(nowMs).state());
  }

  @Test
  void shouldWriteNothingWhileNothingHappens() {
    start();
    report();
    for (int report = 0; report < 100; report++) {
      report();
    }
    assertTrue(durable.under("health/").size() <= 1, "but for the hour of the start");
  }

  @Test
  void shouldLearnAgainWhatItCannotRead() {
    durable.put(StateRecord.NAME, Bytes.hex("09"));
    durable.put(Baselines.PREFIX + "000", Bytes.hex("01ff00"));
    health = new Health(durable, now());
    health.poll(List.of(), now());
    assertEquals(SystemState.OPERATIONAL, health.view(nowMs).state());
  }

  private Now now() {
    return new Now(nowMs, 1_700_000_000_000L + nowMs, WallQuality.NTP);
  }

  private void start() {
    health.poll(List.of(), now());
    assertEquals(SystemState.OPERATIONAL, health.view(nowMs).state());
  }

  private void report() {
    nowMs += REPORT_MS;
    health.poll(List.of(), now());
  }

  private Baseline usual(Metric metric, Window window) {
    return health.view(nowMs).baselines().get(metric).get(window);
  }

  private List<SystemState> states() {
    return health.view(nowMs).transitions().stream().map(Transition::to).toList();
  }

  private static Baseline rounded(Baseline exact) {
    return new Baseline(exact.count(), Math.round(exact.mean() * 1e6) / 1e6,
        Math.round(exact.stddev() * 1e6) / 1e6, Math.round(exact.min() * 1e6) / 1e6,
        Math.round(exact.max() * 1e6) / 1e6);
  }

  private void work(int well, int badly, long latencyMs) {
    for (int job = 0; job < well + badly; job++) {
      Job working = award();
      Job ended = job < well
          ? JobMachine.step(working, new JobEvent.Succeeded(1, Json.Obj.EMPTY, receipt(working.id())), true)
              .job()
          : JobMachine.step(working, new JobEvent.AttemptFailed(1, "io", "", false, true), true).job();
      health.moved(new JobEvent.AttemptFailed(1, "io", "", false, true), ended.aged(latencyMs));
    }
  }

  private Job award() {
    Job job = Job.accepted(new JobId("aaaaaaaa", 1, ++jobs), JobSpec.of("read_file", Json.Obj.EMPTY),
        JobNotes.NONE, 0);
    Job open = JobMachine.step(job, new JobEvent.AuctionOpened(), true).job();
    JobEvent.Awarded award = new JobEvent.Awarded(WORKER, 1, 1, 1);
    Job working = JobMachine.step(open, award, true).job();
    health.moved(award, working);
    return working;
  }

  private static Receipt receipt(JobId job) {
    return new Receipt(WORKER, job, 1, Bytes.EMPTY, 1, 1, WORKER, 1, 1, 0, WallQuality.NONE, Bytes.EMPTY);
  }
}
