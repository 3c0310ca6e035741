package org.sheratan.edge.access;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

import org.sheratan.kernel.Clock;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.radio.secure.PasswordHash;

/**
 * Signing in, at the console and on the page. Without a password, a setup code lets one in to set it; with one, only the
 * password does.
 * Safe for any thread; a try may take half a second.
 *
 * <pre>
 * state           setup code       right code        password set    right password
 * no password     made, shown      good till then    →password (a)   not now
 * password        not now          not now           replaced (a)    signed in
 * </pre>
 *
 * <p>(a) Only by who has shown code or password since the last one was set; whoever came earlier has been overtaken.
 *
 * <p>After three wrong tries each further one must wait: 5 s, then twice as long each time, 15 minutes at most. A try is
 * counted on disk before it is compared, and the wait begins anew at a start: pulling the plug saves no time. Where the disk
 * does not take the count, one try is looked at every 15 minutes, the first so long after the start.
 */
public final class Access {
  public static final int MIN_PASSWORD_CHARS = 8;
  public static final int MAX_PASSWORD_CHARS = 128;
  /** What to type on the machine itself when its disk takes nothing. */
  public static final String MAKE_ROOM = "sudo journalctl --vacuum-size=16M";
  static final long CODE_LIFETIME_MS = 15 * 60_000L;
  static final long LONGEST_WAIT_S = 15 * 60;
  private static final int FREE_TRIES = 3;
  private static final long FIRST_WAIT_S = 5;

  /**
   * Why nobody can sign in, whatever is typed.
   *
   * @param fix for whoever has the data folder in hand
   */
  public record Barred(String why, String fix) {}

  private final AccessStore store;
  private final SecureRandomness random;
  private final Clock clock;
  private final Optional<Barred> barred;
  /** Read without waiting for a try that is just compared. */
  private volatile AccessRecord record;
  private volatile int passwordsSet;
  private Optional<SetupCode> code = Optional.empty();
  private long codeUntilMs;
  private long nextTryMs;
  private long nextUncountedMs;

  /** @param kept of earlier */
  public Access(AccessStore store, AccessRecord kept, SecureRandomness random, Clock clock) {
    this(store, kept, random, clock, Optional.empty());
  }

  private Access(AccessStore store, AccessRecord kept, SecureRandomness random, Clock clock,
      Optional<Barred> barred) {
    this.store = store;
    this.record = kept;
    this.random = random;
    this.clock = clock;
    this.barred = barred;
    this.nextTryMs = nowMs() + 1_000 * waitS(kept.wrong());
    this.nextUncountedMs = nowMs() + 1_000 * LONGEST_WAIT_S;
  }

  /** Where what is kept of earlier cannot be believed: nobody signs in, neither by code nor by password. */
  public static Access barred(Barred why, SecureRandomness random, Clock clock) {
    return new Access(record -> {
      throw new IOException(why.why());
    }, AccessRecord.FRESH, random, clock, Optional.of(why));
  }

  public Optional<Barred> barred() {
    return barred;
  }

  public boolean passwordSet() {
    return record.password().isPresent();
  }

  /** How often since the start: whoever came in by an earlier one is to show the present one. */
  public int passwordsSet() {
    return passwordsSet;
  }

  /** The code that is good now, made if there is none; empty when a password is set or nobody can sign in. For the console, and who holds the API's token. */
  public synchronized Optional<String> setupCode() {
    if (barred.isPresent() || passwordSet()) {
      return Optional.empty();
    }
    if (code.isEmpty() || nowMs() >= codeUntilMs) {
      code = Optional.of(SetupCode.generate(random));
      codeUntilMs = nowMs() + CODE_LIFETIME_MS;
    }
    return code.map(SetupCode::text);
  }

  public synchronized Verdict tryCode(String typed) {
    if (barred.isPresent() || passwordSet()) {
      return new Verdict.NotNow();
    }
    return attempt(typed, given -> code.isPresent() && nowMs() < codeUntilMs && code.get().matches(given));
  }

  public synchronized Verdict tryPassword(String typed) {
    return passwordSet()
        ? attempt(typed,
            given -> given.length() <= MAX_PASSWORD_CHARS && record.password().get().matches(given))
        : new Verdict.NotNow();
  }

  /**
   * The setup code is used up with it.
   *
   * @param shown what {@link Verdict.Right} said when code or password was right
   * @return right with {@link #passwordsSet} from then on; not now where another one was set since
   * @throws IOException when it cannot be kept; the old one holds then
   */
  public synchronized Verdict setPassword(String password, int shown) throws IOException {
    if (shown != passwordsSet) {
      return new Verdict.NotNow();
    }
    AccessRecord next = new AccessRecord(Optional.of(PasswordHash.of(password, random)), 0);
    store.save(next);
    record = next;
    passwordsSet = passwordsSet + 1;
    code = Optional.empty();
    return new Verdict.Right(passwordsSet);
  }

  private Verdict attempt(String typed, Predicate<String> right) {
    long leftMs = nextTryMs - nowMs();
    if (leftMs > 0) {
      return new Verdict.TooSoon(seconds(leftMs));
    }
    AccessRecord before = record;
    AccessRecord counted = before.withWrong(before.wrong() + 1);
    long leastWaitS = 0;
    try {
      store.save(counted);
    } catch (IOException refused) {
      long patienceMs = nextUncountedMs - nowMs();
      if (patienceMs > 0) {
        return new Verdict.Uncounted(refused.getMessage(), seconds(patienceMs));
      }
      leastWaitS = LONGEST_WAIT_S;
      nextUncountedMs = nowMs() + 1_000 * LONGEST_WAIT_S;
    }
    record = counted;
    if (!right.test(typed)) {
      long waitS = Math.max(leastWaitS, waitS(counted.wrong()));
      nextTryMs = nowMs() + 1_000 * waitS;
      return new Verdict.Wrong(waitS);
    }
    record = before.withWrong(0);
    try {
      store.save(record);
    } catch (IOException refused) {
      // The disk keeps a try too many: that costs patience at the next start, and lets nobody in.
      nextUncountedMs = nowMs() + 1_000 * LONGEST_WAIT_S;
    }
    return new Verdict.Right(passwordsSet);
  }

  private static long seconds(long ms) {
    return (ms + 999) / 1_000;
  }

  private static long waitS(int wrong) {
    int beyond = wrong - FREE_TRIES;
    return beyond < 0 ? 0 : beyond > 8 ? LONGEST_WAIT_S : Math.min(LONGEST_WAIT_S, FIRST_WAIT_S << beyond);
  }

  private long nowMs() {
    return clock.now().monoMs();
  }
}
