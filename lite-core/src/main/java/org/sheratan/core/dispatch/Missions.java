package org.sheratan.core.dispatch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

import org.sheratan.core.dispatch.Verdict.Why;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.RequestKey;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.store.Store;
import org.sheratan.core.wire.JobSpecRules;
import org.sheratan.core.wire.MissionRules;
import org.sheratan.kernel.MalformedException;

/**
 * Own missions and their tasks. A mission that is deleted is gone at once; its jobs, which may be thousands, are
 * canceled and forgotten a few in each turn, restarts between or not.
 */
public final class Missions {
  private static final int JOBS_AT_ONCE = 32;
  private static final int MAX_SEEN = 256;
  private static final long AGAIN_MS = 60_000;

  /** Ends a job, if it has not, and forgets it. */
  interface Remover {
    void remove(JobId job, long nowMs) throws IOException;
  }

  /** What else belongs to missions. */
  public interface Belongings {
    /** Nothing of it is left then; asked again, and more than once, when it cannot be read. */
    void forget(MissionId mission) throws IOException;
  }

  private final Store store;
  private final MissionBook book;
  private final MadeOnce keys;
  private final long maxBytes;
  private final Remover jobs;
  private final SortedSet<TaskId> seen = new TreeSet<>();
  private Belongings others = id -> {};
  private Optional<MissionId> going;
  private long nextStepMs = Long.MIN_VALUE;

  /** @param maxBytes length of all missions and tasks */
  Missions(Store store, MissionBook book, long maxBytes, Remover jobs) {
    this.store = store;
    this.maxBytes = maxBytes;
    this.book = book;
    this.keys = new MadeOnce(store, book);
    this.jobs = jobs;
    this.going = book.going();
  }

  /** {@code those} go with their mission, as the last of it but itself. */
  public void with(Belongings those) {
    others = those;
  }

  /** Whether it is deleted, and not all of it gone. */
  public boolean isGoing(MissionId id) {
    return book.isGoing(id);
  }

  /** @param wallMs 0 when nobody vouches for the clock */
  public MissionVerdict create(Mission.Draft draft, Asking asking, long wallMs) {
    return checked(() -> {
      MissionRules.check(draft);
      asking.key().ifPresent(key -> JobSpecRules.checkKey(key.text()));
    }, () -> {
      Optional<MissionVerdict> known = asking.key().isEmpty()
          ? Optional.empty()
          : keys.mission(asking.key().get());
      return known.or(this::full).orElseGet(() -> {
        Mission made = book.add(draft, asking.by(), wallMs);
        asking.key().ifPresent(key -> keys.made(key, made));
        return new MissionVerdict.OneMission(made);
      });
    });
  }

  public MissionVerdict show(MissionId id) {
    return asked(() -> ofMission(id, Optional.empty(), MissionVerdict.OneMission::new));
  }

  /** Newest first. */
  public MissionVerdict list(Optional<MissionId> after, int limit) {
    return asked(() -> book.missions(after, limit));
  }

  /**
   * Everything but its id and when it was created.
   *
   * @param was refused unless it is still so; empty where that does not matter
   */
  public MissionVerdict replace(MissionId id, Mission.Draft draft, Optional<Mission.Draft> was) {
    return checked(() -> MissionRules.check(draft), () -> ofMission(id, was, mission -> {
      Mission next = new Mission(id, mission.maker(), draft, mission.createdWallMs());
      long growth = MissionBook.growth(mission, next);
      if (growth > 0 && book.bytes() + growth > maxBytes) {
        return noRoom();
      }
      book.replace(mission, next);
      return new MissionVerdict.OneMission(next);
    }));
  }

  /** @param was as in {@link #replace} */
  public MissionVerdict delete(MissionId id, Optional<Mission.Draft> was) {
    return asked(() -> ofMission(id, was, mission -> {
      book.deleting(id);
      keys.forget(id);
      seen.clear();
      going = book.going();
      return new MissionVerdict.Deleted(id);
    }));
  }

  /** @param key makes it once only; empty for a caller who does not ask again */
  public MissionVerdict createTask(MissionId mission, Task.Draft draft, Optional<RequestKey> key,
      long wallMs) {
    return checked(() -> {
      MissionRules.check(draft);
      key.ifPresent(name -> JobSpecRules.checkKey(name.text()));
    }, () -> {
      if (book.find(mission).isEmpty()) {
        return no("mission " + mission);
      }
      Optional<MissionVerdict> known = key.isEmpty() ? Optional.empty() : keys.task(key.get());
      return known.or(this::full).orElseGet(() -> {
        Task made = book.add(mission, draft, wallMs);
        key.ifPresent(name -> keys.made(name, made));
        return seen(made);
      });
    });
  }

  private Optional<MissionVerdict> full() {
    return book.bytes() < maxBytes ? Optional.empty() : Optional.of(noRoom());
  }

  private MissionVerdict noRoom() {
    return new MissionVerdict.No(new Verdict.Refused(Why.STORAGE,
        "missions and tasks take " + book.bytes() + " bytes, the limit is " + maxBytes,
        "sheratan mission delete MISSION"));
  }

  /** How many there are; empty for a while after an upgrade, until they are counted. */
  public OptionalLong count() {
    return book.count();
  }

  public MissionVerdict show(TaskId id) {
    return asked(() -> book.find(id).<MissionVerdict>map(this::seen).orElseGet(() -> no("task " + id)));
  }

  private MissionVerdict seen(Task task) {
    if (seen.size() >= MAX_SEEN) {
      seen.clear();
    }
    seen.add(task.id());
    return new MissionVerdict.OneTask(task);
  }

  /** Whether it is certainly there. While the index is built anew, looking takes far longer than remembering. */
  boolean knows(TaskId id) {
    return seen.contains(id);
  }

  /** Newest first. */
  public MissionVerdict list(MissionId mission, Optional<TaskId> after, int limit) {
    return asked(() -> book.find(mission).isPresent()
        ? book.tasks(mission, after, limit)
        : no("mission " + mission));
  }

  /** Those of all missions, newest first. */
  public MissionVerdict allTasks(Optional<TaskId> after, int limit) {
    return asked(() -> book.tasks(after, limit));
  }

  /** A step of what is to go or to be counted, unless the index cannot be believed just now. */
  void poll(long nowMs) {
    if (nowMs >= nextPollMs()) {
      try {
        if (book.count().isEmpty()) {
          book.countSome();
        } else {
          step(going.get(), nowMs);
          going = book.going();
        }
      } catch (IOException unreadable) {
        // The store says so itself, and may read again later.
        nextStepMs = nowMs + AGAIN_MS;
      }
    }
  }

  long nextPollMs() {
    boolean due = going.isPresent() || book.count().isEmpty();
    return due && !store.indexInDoubt() ? nextStepMs : Long.MAX_VALUE;
  }

  private void step(MissionId id, long nowMs) throws IOException {
    List<Task> tasks = book.tasks(id, Optional.empty(), 1).tasks();
    if (tasks.isEmpty()) {
      others.forget(id);
      book.forget(id);
      book.deleted(id);
      return;
    }
    TaskId task = tasks.getFirst().id();
    List<JobId> some = book.jobs(task, Optional.empty(), JOBS_AT_ONCE);
    for (JobId job : some) {
      jobs.remove(job, nowMs);
      book.forget(task, job);
    }
    if (some.isEmpty()) {
      keys.forget(task);
      book.forget(tasks.getFirst());
    }
  }

  private MissionVerdict ofMission(MissionId id, Optional<Mission.Draft> was,
      Function<Mission, MissionVerdict> then) throws IOException {
    Optional<Mission> found = book.find(id);
    if (found.isEmpty()) {
      return no("mission " + id);
    }
    return was.isPresent() && !was.equals(found.map(Mission::draft))
        ? new MissionVerdict.No(new Verdict.Refused(Why.CHANGED,
            "mission " + id + " was changed meanwhile", "sheratan mission show " + id))
        : then.apply(found.get());
  }

  /** Something that reads the archive. */
  private interface Asked {
    MissionVerdict answer() throws IOException;
  }

  private static MissionVerdict asked(Asked asked) {
    try {
      return asked.answer();
    } catch (IOException unreadable) {
      return new MissionVerdict.No(Verdict.Refused.unreadable(unreadable));
    }
  }

  private static MissionVerdict checked(Runnable check, Asked asked) {
    try {
      check.run();
    } catch (MalformedException broken) {
      return new MissionVerdict.No(new Verdict.Refused(Why.INVALID, broken.field() + ": " + broken.reason(),
          Optional.of(broken.field()), ""));
    }
    return asked(asked);
  }

  private static MissionVerdict no(String what) {
    return new MissionVerdict.No(
        new Verdict.Refused(Why.NOT_FOUND, "there is no " + what + " here", "sheratan mission list"));
  }
}
