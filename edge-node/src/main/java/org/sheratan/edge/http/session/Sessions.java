package org.sheratan.edge.http.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.AccessToken;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.SecureRandomness;

/**
 * Who is signed in, in memory: a restart, another password or time ends it. The one idle longest makes place. Any
 * thread.
 */
public final class Sessions {
  static final int MOST = 16;
  static final long IDLE_MS = 3_600_000;
  static final long LONGEST_MS = 24 * IDLE_MS;

  private final Access access;
  private final SecureRandomness random;
  private final Clock clock;
  private final List<Live> live = new ArrayList<>();

  /** @param passwords how often the password had been set when it began */
  private record Live(AccessToken token, long beganMs, long usedMs, int passwords) {}

  public Sessions(Access access, SecureRandomness random, Clock clock) {
    this.access = access;
    this.random = random;
    this.clock = clock;
  }

  /**
   * For somebody who has just shown a right code or password. A secret, for the cookie only.
   *
   * @param passwordsSet how often the password had been set when it was right; it may be another by now
   */
  synchronized String open(int passwordsSet) {
    long nowMs = clock.now().monoMs();
    endOld(nowMs);
    if (live.size() == MOST) {
      live.remove(live.stream().min(Comparator.comparingLong(Live::usedMs)).orElseThrow());
    }
    AccessToken token = AccessToken.generate(random);
    live.add(new Live(token, nowMs, nowMs, passwordsSet));
    return token.secret();
  }

  /** Whether {@code secret} is that of one; it is not idle then. */
  synchronized boolean holds(String secret) {
    long nowMs = clock.now().monoMs();
    endOld(nowMs);
    Optional<Live> found = find(secret);
    found.ifPresent(session -> live.set(live.indexOf(session),
        new Live(session.token(), session.beganMs(), nowMs, session.passwords())));
    return found.isPresent();
  }

  /** Whether {@link #holds} would say so; it is not used by this. */
  synchronized boolean lasts(String secret) {
    endOld(clock.now().monoMs());
    return find(secret).isPresent();
  }

  synchronized void end(String secret) {
    find(secret).ifPresent(live::remove);
  }

  synchronized int count() {
    return live.size();
  }

  private Optional<Live> find(String secret) {
    return live.stream().filter(session -> session.token().matches(secret)).findFirst();
  }

  private void endOld(long nowMs) {
    live.removeIf(session -> nowMs - session.usedMs() >= IDLE_MS || nowMs - session.beganMs() >= LONGEST_MS
        || session.passwords() != access.passwordsSet());
  }
}
