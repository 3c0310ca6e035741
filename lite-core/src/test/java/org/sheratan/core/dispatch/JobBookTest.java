package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Custody;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobMachine;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.core.store.Store;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;

class JobBookTest {
  private final DispatchFixtures fixtures = new DispatchFixtures();
  private JobBook book = book(fixtures.store, 1_000);

  private LiveJob add(long nowMs) {
    return book.add(DispatchFixtures.cleared(60_000), book.nextId(), Custody.NONE, Now.monotonic(nowMs));
  }

  private void end(LiveJob live, JobEvent event, long nowMs) {
    live.become(JobMachine.step(live.job(), event, true).job());
    book.end(live, nowMs);
  }

  private static JobBook book(Store store, long nowMs) {
    return new JobBook(store, DispatchFixtures.OWNER, DispatchLimits.DEFAULT,
        new MissionBook(store, DispatchFixtures.OWNER), new UptimeMeter(store, nowMs), nowMs);
  }

  @Test
  void shouldCountAnewInEachEpoch() throws IOException {
    assertEquals(DispatchFixtures.id(1), book.nextId());
    assertEquals(DispatchFixtures.id(2), book.nextId());
    book = book(fixtures.restart(), 0);
    assertEquals(new JobId(DispatchFixtures.OWNER, 2, 1), book.nextId());
  }

  @Test
  void shouldFindALiveJobAfterARestartWithItsAge() throws IOException {
    LiveJob live = add(1_000);
    live.leaseMs(6_000);
    book.save(live, 11_000);
    book.poll(31_000);
    book = book(fixtures.restart(), 500);
    LiveJob restored = book.live(live.id()).orElseThrow();
    assertEquals(30_000, restored.at(500).ageMs());
    assertEquals(6_000, restored.leaseMs());
    assertEquals(500 + 30_000, restored.deadlineMs());
  }

  @Test
  void shouldKnowHowOldAnEndedJobIsUntilTheNextStart() throws IOException {
    LiveJob live = add(1_000);
    end(live, new JobEvent.CancelAsked(), 3_000);
    Job later = book.ended(live.id(), 603_000).orElseThrow();
    assertEquals(2_000, later.ageMs(), "how long it took");
    assertEquals(Optional.of(602_000L), later.sinceAcceptedMs());
    assertEquals(List.of(later), book.list(Optional.empty(), 10, 603_000).jobs());
    book = book(fixtures.restart(), 0);
    assertEquals(Optional.empty(), book.ended(live.id(), 9_000).orElseThrow().sinceAcceptedMs());
  }

  @Test
  void shouldMoveAnEndedJobToTheArchive() throws IOException {
    LiveJob live = add(1_000);
    end(live, new JobEvent.CancelAsked(), 3_000);
    assertFalse(book.live(live.id()).isPresent());
    assertEquals(0, book.liveCount());
    assertEquals(JobState.CANCELLED, book.archived(live.id()).orElseThrow().state());
    assertEquals(2_000, book.archived(live.id()).orElseThrow().ageMs());
    book = book(fixtures.restart(), 0);
    assertEquals(JobState.CANCELLED, book.archived(live.id()).orElseThrow().state());
    assertTrue(book.archived(new JobId("bbbbbbbb", 1, 1)).isEmpty());
  }

  @Test
  void shouldWriteUptimeOnlyWhileJobsAreAlive() {
    assertEquals(Long.MAX_VALUE, book.nextPollMs());
    LiveJob live = add(1_000);
    assertEquals(31_000, book.nextPollMs());
    end(live, new JobEvent.CancelAsked(), 2_000);
    assertEquals(Long.MAX_VALUE, book.nextPollMs());
  }

  @Test
  void shouldListWhateverIsWhereNewestFirstWithoutGapOrRepetition() throws IOException {
    SeededEntropy entropy = new SeededEntropy(5);
    List<JobId> all = new ArrayList<>();
    List<JobId> cancelled = new ArrayList<>();
    for (int job = 0; job < 350; job++) {
      LiveJob live = add(1_000);
      all.addFirst(live.id());
      if (entropy.chance(0.9)) {
        boolean cancel = entropy.chance(0.3);
        if (cancel) {
          cancelled.addFirst(live.id());
        }
        end(live, cancel ? new JobEvent.CancelAsked() : new JobEvent.DeadlinePassed(), 2_000);
      }
      if (job % 50 == 0) {
        fixtures.commit();
      }
    }
    for (int limit : new int[]{1, 7, 100, 349, 350, 1_000}) {
      assertEquals(all, pages(after -> book.list(after, limit, 2_000), limit), "limit " + limit);
      assertEquals(cancelled, pages(JobState.CANCELLED, limit), "limit " + limit);
      assertEquals(all.size(), Arrays.stream(JobState.values()).mapToInt(state -> count(state, limit)).sum());
    }
  }

  private List<JobId> pages(JobState state, int limit) throws IOException {
    return pages(after -> book.list(JobFilter.in(state), after, limit, 2_000), limit);
  }

  private int count(JobState state, int limit) {
    try {
      return pages(state, limit).size();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /** A page behind a job. */
  private interface Pages {
    JobBook.Page behind(Optional<JobId> after) throws IOException;
  }

  private List<JobId> pages(Pages pages, int limit) throws IOException {
    List<JobId> found = new ArrayList<>();
    Optional<JobId> after = Optional.empty();
    do {
      JobBook.Page page = pages.behind(after);
      assertTrue(page.jobs().size() <= limit);
      page.jobs().stream().map(Job::id).forEach(found::add);
      after = page.next();
    } while (after.isPresent());
    return found;
  }

  /** A page was bounded by number: six hundred large results ended the node. */
  @Test
  void shouldEndAPageThatGrowsTooLarge() throws IOException {
    JobSpec large = JobSpec.of("quick", Json.Obj.EMPTY.with("text", "x".repeat(40_000)));
    for (int count = 0; count < 60; count++) {
      LiveJob live = book.add(DispatchFixtures.cleared(large), book.nextId(), Custody.NONE,
          Now.monotonic(1_000));
      if (count % 3 > 0) {
        end(live, new JobEvent.CancelAsked(), 2_000);
      }
    }
    fixtures.commit();
    List<JobId> found = new ArrayList<>();
    JobBook.Page page = book.list(Optional.empty(), 1_000, 3_000);
    assertEquals(7, page.jobs().size(), "of 40,000 bytes each, 256 KiB at most but for the last");
    page.jobs().forEach(job -> found.add(job.id()));
    while (page.next().isPresent()) {
      page = book.list(page.next(), 1_000, 3_000);
      page.jobs().forEach(job -> found.add(job.id()));
    }
    assertEquals(60, found.size());
    assertEquals(60, found.stream().distinct().count());
  }

  /** Pages of what is rare were empty, with a mark to go on behind, and each took as long as 2,000 jobs do. */
  @Test
  void shouldFindTheRareOnTheFirstPage() throws IOException {
    LiveJob rare = add(1_000);
    end(rare, new JobEvent.DeadlinePassed(), 2_000);
    for (int job = 0; job < 3_000; job++) {
      end(add(1_000), new JobEvent.CancelAsked(), 2_000);
    }
    fixtures.commit();
    JobBook.Page page = book.list(JobFilter.in(JobState.EXPIRED), Optional.empty(), 10, 3_000);
    assertEquals(List.of(rare.id()), page.jobs().stream().map(Job::id).toList());
    assertEquals(Optional.empty(), page.next());
    assertEquals(page.jobs().getFirst().id(),
        book.list(JobFilter.dead(Optional.empty()), Optional.empty(), 10, 3_000).jobs().getFirst().id());
    assertEquals(List.of(), book.list(JobFilter.in(JobState.FAILED), Optional.empty(), 10, 3_000).jobs());
    book = book(fixtures.restart(), 0);
    assertEquals(1, book.list(JobFilter.in(JobState.EXPIRED), Optional.empty(), 10, 0).jobs().size());
    assertEquals(Long.MAX_VALUE, book.nextPollMs(), "all of them are known");
    book.forget(rare.id());
    assertEquals(List.of(), book.list(JobFilter.in(JobState.EXPIRED), Optional.empty(), 10, 0).jobs());
  }

  /** Their states were not kept: they are read once, a few in a turn, and found on many pages until then. */
  @Test
  void shouldLearnHowJobsOfEarlierVersionsEnded() throws IOException {
    for (int job = 0; job < 100; job++) {
      end(add(1_000), job == 7 ? new JobEvent.DeadlinePassed() : new JobEvent.CancelAsked(), 2_000);
    }
    fixtures.store.under(EndedStates.PREFIX).keySet().forEach(fixtures.store::remove);
    book = book(fixtures.restart(), 0);
    assertEquals(1, book.list(JobFilter.in(JobState.EXPIRED), Optional.empty(), 10, 0).jobs().size());
    int turns = 0;
    while (book.nextPollMs() <= 0) {
      book.poll(0);
      turns++;
    }
    assertEquals(7, turns);
    assertEquals(1, book.list(JobFilter.in(JobState.EXPIRED), Optional.empty(), 10, 0).jobs().size());
    book = book(fixtures.restart(), 0);
    assertEquals(Long.MAX_VALUE, book.nextPollMs());
    assertEquals(99, pages(JobState.CANCELLED, 1_000).size());
  }

  /** A page was bounded by the number of jobs it looked at: two thousand of the largest were decoded in one turn. */
  @Test
  void shouldStopAPageByWhatItRead() throws IOException {
    JobSpec large = JobSpec.of("quick", Json.Obj.EMPTY.with("text", "x".repeat(40_000)));
    end(add(1_000), new JobEvent.DeadlinePassed(), 2_000);
    for (int job = 0; job < 59; job++) {
      end(book.add(DispatchFixtures.cleared(large), book.nextId(), Custody.NONE, Now.monotonic(1_000)),
          new JobEvent.CancelAsked(), 2_000);
    }
    fixtures.store.under(EndedStates.PREFIX).keySet().forEach(fixtures.store::remove);
    book = book(fixtures.restart(), 0);
    JobFilter expired = JobFilter.in(JobState.EXPIRED);
    JobBook.Page first = book.list(expired, Optional.empty(), 10, 0);
    assertEquals(List.of(), first.jobs());
    assertEquals(Optional.of(DispatchFixtures.id(9)), first.next(), "2 MiB of 40,000 bytes each");
    assertEquals(List.of(DispatchFixtures.id(1)), pages(JobState.EXPIRED, 10), "it is found behind");
  }
}
