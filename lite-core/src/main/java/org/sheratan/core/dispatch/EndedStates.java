package org.sheratan.core.dispatch;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;

/**
 * How each archived job ended, a byte each, so that a list of few among many finds them without reading the many. Jobs of an
 * epoch have following sequences, so their bytes stand side by side: a hundred thousand take 0.9 MB of memory, records included.
 *
 * <pre>
 * ended/EEEEEEEEE-BBBBBBBBBBBBBBBBBB (named)   a byte for each of the jobs with sequence 64 B + 1 to 64 B + 64 of that epoch,
 *                                              zeros at the end left out
 * byte   bits 0..2 state (0 no such job in the archive), 3..5 failure class (0 none), 6 asked for once more, 7 is 0
 * </pre>
 */
final class EndedStates {
  static final String PREFIX = "ended/";
  private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{9})-([0-9]{18})");
  private static final int BLOCK_JOBS = 64;
  private static final int STATE_BITS = 0x07;
  private static final int CLASS_SHIFT = 3;
  private static final int REQUEUED = 0x40;

  private final Durable durable;
  private final String owner;
  private final NavigableMap<Place, byte[]> blocks = new TreeMap<>();
  private long known;

  /** @param number of the block within its epoch, from 0 */
  private record Place(int epoch, long number) implements Comparable<Place> {
    static Place of(int epoch, long sequence) {
      return new Place(epoch, (sequence - 1) / BLOCK_JOBS);
    }

    @Override
    public int compareTo(Place other) {
      int byEpoch = Integer.compare(epoch, other.epoch);
      return byEpoch != 0 ? byEpoch : Long.compare(number, other.number);
    }

    String name() {
      return "%s%09d-%018d".formatted(PREFIX, epoch, number);
    }
  }

  /** @param owner this node's short name: it knows its own jobs only */
  EndedStates(Durable durable, String owner) {
    this.durable = durable;
    this.owner = owner;
    durable.under(PREFIX).forEach(this::load);
  }

  /** What cannot be read is learned again from the jobs themselves. */
  private void load(String name, Bytes value) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches() || value.length() > BLOCK_JOBS || !right(value)) {
      durable.remove(name);
      return;
    }
    byte[] block = Arrays.copyOf(value.toArray(), BLOCK_JOBS);
    for (byte code : block) {
      known += code == 0 ? 0 : 1;
    }
    blocks.put(new Place(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))), block);
  }

  private static boolean right(Bytes value) {
    for (byte code : value.toArray()) {
      if (code < 0) {
        return false;
      }
    }
    return true;
  }

  /** Of how many jobs it knows. */
  long known() {
    return known;
  }

  /** It is in the archive, or has changed there. */
  void put(Job ended) {
    set(ended.id(), of(ended));
  }

  /** It is in the archive no more. */
  void forget(JobId id) {
    set(id, 0);
  }

  private void set(JobId id, int code) {
    Place place = Place.of(id.epoch(), id.sequence());
    byte[] block = blocks.computeIfAbsent(place, first -> new byte[BLOCK_JOBS]);
    int index = (int) ((id.sequence() - 1) % BLOCK_JOBS);
    if (block[index] != code) {
      known += (code == 0 ? 0 : 1) - (block[index] == 0 ? 0 : 1);
      block[index] = (byte) code;
    }
    int length = BLOCK_JOBS;
    while (length > 0 && block[length - 1] == 0) {
      length--;
    }
    if (length == 0) {
      blocks.remove(place);
      durable.remove(place.name());
    } else {
      durable.put(place.name(), Bytes.copyOf(Arrays.copyOf(block, length)));
    }
  }

  private static int of(Job job) {
    return job.state().code() | job.notes().retry().failure().map(FailureClass::code).orElse(0) << CLASS_SHIFT
        | (job.notes().retry().as().isPresent() ? REQUEUED : 0);
  }

  /** The newest job before {@code before}, of all where that is empty, that {@code which} holds for. */
  Optional<JobId> newest(Optional<JobId> before, IntPredicate which) {
    Optional<Place> at = before.map(id -> Place.of(id.epoch(), id.sequence()));
    Map.Entry<Place, byte[]> entry = at.isEmpty() ? blocks.lastEntry() : blocks.floorEntry(at.get());
    while (entry != null) {
      Place place = entry.getKey();
      int from = at.filter(place::equals).isPresent()
          ? (int) ((before.orElseThrow().sequence() - 1) % BLOCK_JOBS)
          : BLOCK_JOBS;
      for (int index = from - 1; index >= 0; index--) {
        if (entry.getValue()[index] != 0 && which.test(entry.getValue()[index])) {
          return Optional.of(new JobId(owner, place.epoch(), place.number() * BLOCK_JOBS + index + 1));
        }
      }
      entry = blocks.lowerEntry(place);
    }
    return Optional.empty();
  }

  /** Those that ended so. */
  static IntPredicate in(JobState state) {
    return code -> (code & STATE_BITS) == state.code();
  }

  /** Those that {@link Job#dead} would be true of, and failed for that if it is named. */
  static IntPredicate dead(Optional<FailureClass> of) {
    IntPredicate letters = in(JobState.FAILED).or(in(JobState.EXPIRED)).or(in(JobState.OUTCOME_UNKNOWN))
        .and(code -> (code & REQUEUED) == 0);
    return of.isEmpty() ? letters : letters.and(code -> code >> CLASS_SHIFT == of.get().code());
  }
}
