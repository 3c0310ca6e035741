package org.sheratan.core.mission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.NodeId;

/**
 * What auditors say of a held job: a seat each, one word a seat, and so many of the same word decide.
 *
 * @param caseHash of what they are asked about
 * @param agree votes of one kind that decide; more than half of the seats
 * @param seats in the order they were asked, no auditor twice
 */
public record Audit(Bytes caseHash, int agree, List<Seat> seats) {
  public static final int MAX_SEATS = 15;
  public static final int HASH_BYTES = 32;

  /**
   * @param asked the job by which this auditor was asked, if it was
   * @param word its answer, or why there is none; empty while one may come
   */
  public record Seat(NodeId auditor, Optional<JobId> asked, Optional<Word> word) {
    /** Whether nobody has asked it so far, for want of room. */
    public boolean unasked() {
      return asked.isEmpty() && word.isEmpty();
    }

    /** Such as {@code k7f3q2ab for}. */
    public String line() {
      return auditor.shortName() + switch (word.orElse(null)) {
        case null -> unasked() ? " to be asked" : " asked";
        case Vote vote -> vote.approve() ? " for" : " against";
        case Silence silence -> " silent";
      };
    }
  }

  /** What is known of a seat in the end. */
  public sealed interface Word {}

  /**
   * @param by what made the judgment, such as {@code rules} or {@code model llama3}; up to {@link #MAX_BY_CHARS}
   * @param reason for people, up to {@link #MAX_REASON_CHARS}
   */
  public record Vote(boolean approve, String by, String reason) implements Word {
    public static final int MAX_BY_CHARS = 64;
    public static final int MAX_REASON_CHARS = 200;
  }

  /** No vote will come. */
  public record Silence(String why) implements Word {}

  /** Where it stands. */
  public enum Tally {
    /** More words may decide it. */
    OPEN,
    /** Enough say yes. */
    APPROVED,
    /** Enough say no. */
    REJECTED,
    /** However the rest votes, neither has enough. */
    UNDECIDED
  }

  public Audit {
    seats = List.copyOf(seats);
    Check.that(2 * agree > seats.size() && agree <= seats.size() && seats.size() <= MAX_SEATS,
        agree + " of " + seats.size() + " auditors decide nothing");
    Check.that(seats.stream().map(Seat::auditor).distinct().count() == seats.size(),
        "an auditor has one seat");
  }

  /** The first word of the seat that was asked by {@code job}; later ones, and those of nobody, change nothing. */
  public Audit heard(JobId job, Word word) {
    List<Seat> after = new ArrayList<>(seats);
    after.replaceAll(seat -> seat.asked().equals(Optional.of(job)) && seat.word().isEmpty()
        ? new Seat(seat.auditor(), seat.asked(), Optional.of(word))
        : seat);
    return new Audit(caseHash, agree, after);
  }

  public Tally tally() {
    if (count(vote -> vote.approve()) >= agree) {
      return Tally.APPROVED;
    }
    if (count(vote -> !vote.approve()) >= agree) {
      return Tally.REJECTED;
    }
    int most = Math.max(count(vote -> vote.approve()), count(vote -> !vote.approve()));
    return most + open().size() >= agree ? Tally.OPEN : Tally.UNDECIDED;
  }

  /** Seats whose word may still come. */
  public List<Seat> open() {
    return seats.stream().filter(seat -> seat.word().isEmpty()).toList();
  }

  /** Such as {@code waits for auditors: 3 of 5 must agree; 2 for, 1 against, 1 silent}. */
  public String line() {
    String so = agree + " of " + seats.size() + " must agree; " + count(vote -> vote.approve()) + " for, "
        + count(vote -> !vote.approve()) + " against, " + silent() + " silent";
    return tally() == Tally.UNDECIDED
        ? "auditors do not agree, a person decides: " + so
        : "waits for auditors: " + so;
  }

  /** Why it was decided, on one line: how many said what, and the first reason of the side that won. */
  public String why() {
    boolean yes = tally() == Tally.APPROVED;
    String said = count(vote -> vote.approve()) + " for, " + count(vote -> !vote.approve()) + " against";
    String why = said + votes(vote -> vote.approve() == yes).findFirst()
        .map(vote -> "; " + vote.by() + ": " + vote.reason()).orElse("");
    return OneLine.of(why, Passage.Decision.MAX_REASON_CHARS);
  }

  private long silent() {
    return seats.stream().filter(seat -> seat.word().filter(Silence.class::isInstance).isPresent()).count();
  }

  private int count(Predicate<Vote> which) {
    return (int) votes(which).count();
  }

  private Stream<Vote> votes(Predicate<Vote> which) {
    return seats.stream().flatMap(seat -> seat.word().stream()).filter(Vote.class::isInstance)
        .map(Vote.class::cast).filter(which);
  }
}
