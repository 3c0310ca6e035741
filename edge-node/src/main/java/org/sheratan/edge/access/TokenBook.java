package org.sheratan.edge.access;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.kernel.WallState;

/**
 * The tokens that were given to others, each with a name and a scope. Safe for any thread.
 *
 * <pre>
 * state     right secret   its life is over   revoked   a new one of its name, or room is needed
 * active    let in         →expired           →revoked  refused
 * expired   refused        –                  →revoked  forgotten
 * revoked   refused        –                  –         forgotten
 * </pre>
 *
 * <p>A revocation counts at once, even where the disk does not take it. Where no time server or GPS tells the time, lives are
 * counted in uptime and saved every {@link #SAVE_MS}, that much ahead, so that a crash only shortens them
 * (docs/decisions/0196).
 */
public final class TokenBook {
  /** How often {@link #keep} is to be called. */
  public static final long SAVE_MS = 10 * 60_000;

  private final TokenStore store;
  private final SecureRandomness random;
  private final Clock clock;
  private final Map<String, Long> usedMs = new TreeMap<>();
  private List<NamedToken> tokens;
  /** What their lives are as of. */
  private long asOfMs;
  /** Time has ended one, or told when one will end, since the last save. */
  private boolean unsaved;

  /** @param kept of earlier */
  public TokenBook(TokenStore store, TokenList kept, SecureRandomness random, Clock clock) {
    this.store = store;
    this.random = random;
    this.clock = clock;
    this.tokens = kept.tokens();
    this.asOfMs = clock.now().monoMs();
  }

  /** For a node whose tokens end with it. */
  public static TokenBook inMemory(SecureRandomness random, Clock clock) {
    return new TokenBook(tokens -> {}, TokenList.EMPTY, random, clock);
  }

  /** Where what is kept of earlier cannot be believed: no named token is, and none can be made. */
  public static TokenBook barred(String why, SecureRandomness random, Clock clock) {
    return new TokenBook(tokens -> {
      throw new IOException(why);
    }, TokenList.EMPTY, random, clock);
  }

  /**
   * @param name as {@link NamedToken#NAME}
   * @param lifetimeMs empty for one that is good until it is revoked
   * @throws IOException when it cannot be kept; there is none then
   */
  public synchronized Issue create(String name, Scope scope, Optional<Long> lifetimeMs) throws IOException {
    WallState wall = settle();
    List<NamedToken> next = new ArrayList<>(tokens);
    if (find(name).filter(NamedToken::active).isPresent()) {
      return new Issue.NameTaken();
    }
    next.removeIf(token -> token.name().equals(name));
    if (next.size() == TokenList.MOST && !dropEnded(next)) {
      return new Issue.TooMany();
    }
    AccessToken secret = AccessToken.generate(random);
    NamedToken token = new NamedToken(name, scope, secret.digest(), clock.now().vouchedWallMs(),
        wall.quality(),
        false, lifetimeMs.map(ms -> TokenLife.of(ms, wall)));
    next.add(token);
    save(ahead(next, wall));
    tokens = List.copyOf(next);
    usedMs.remove(name);
    usedMs.keySet().retainAll(next.stream().map(NamedToken::name).toList());
    return new Issue.Made(token, secret);
  }

  /**
   * It is good no more, at once.
   *
   * @return as it is now; empty when there is none of that name
   * @throws IOException when that holds until the next start only
   */
  public synchronized Optional<NamedToken> revoke(String name) throws IOException {
    WallState wall = settle();
    change(token -> token.name().equals(name) ? token.asRevoked() : token);
    Optional<NamedToken> revoked = find(name);
    if (revoked.isPresent()) {
      unsaved = true;
      save(ahead(tokens, wall));
    }
    return revoked;
  }

  /** Whether {@code presented} lets in, and how far; it is used by this. */
  public synchronized Optional<Permit> permit(String presented) {
    Optional<NamedToken> found = whose(presented).filter(NamedToken::active);
    found.ifPresent(token -> usedMs.put(token.name(), clock.now().monoMs()));
    return found.map(token -> new Permit(token.scope(), token.name()));
  }

  /** Whether {@link #permit} would say so; it is not used by this. */
  public synchronized boolean lasts(String presented) {
    return whose(presented).filter(NamedToken::active).isPresent();
  }

  /** Whose secret it is, active or not. */
  public synchronized Optional<NamedToken> whose(String presented) {
    settle();
    Bytes digest = AccessToken.digest(presented);
    NamedToken found = null;
    // All of them are looked at, so that time tells nothing of which it is.
    for (NamedToken token : tokens) {
      found = token.matches(digest) ? token : found;
    }
    return Optional.ofNullable(found);
  }

  /** The oldest first. */
  public synchronized List<NamedToken> all() {
    settle();
    return tokens;
  }

  /** How long ago it let somebody in; empty when it has not since the start. */
  public synchronized Optional<Long> unusedMs(String name) {
    return Optional.ofNullable(usedMs.get(name)).map(usedAtMs -> clock.now().monoMs() - usedAtMs);
  }

  /** Saves what time has done to tokens, if it is to be known after a crash. */
  public synchronized void keep() throws IOException {
    WallState wall = settle();
    if (unsaved || tokens.stream().anyMatch(token -> byUptime(token, wall))) {
      save(ahead(tokens, wall));
    }
  }

  /** Likewise, to the millisecond: the node stops in order. */
  public synchronized void close() throws IOException {
    WallState wall = settle();
    if (unsaved || tokens.stream().anyMatch(token -> byUptime(token, wall))) {
      save(tokens);
    }
  }

  private Optional<NamedToken> find(String name) {
    return tokens.stream().filter(token -> token.name().equals(name)).findFirst();
  }

  private void save(List<NamedToken> next) throws IOException {
    store.save(new TokenList(next));
    unsaved = false;
  }

  /** Lets lives pass up to now. */
  private WallState settle() {
    WallState wall = clock.wall();
    long nowMs = clock.now().monoMs();
    long passedMs = nowMs - asOfMs;
    asOfMs = nowMs;
    change(token -> {
      NamedToken next = token.after(passedMs, wall);
      unsaved |= next.state() != token.state() || next.endsWallMs() != token.endsWallMs();
      return next;
    });
    return wall;
  }

  private void change(UnaryOperator<NamedToken> each) {
    tokens = tokens.stream().map(each).toList();
  }

  /** @return false when all are active */
  private static boolean dropEnded(List<NamedToken> from) {
    Optional<NamedToken> ended = from.stream().filter(token -> !token.active()).findFirst();
    return ended.isPresent() && from.remove(ended.get());
  }

  /** Whether only this node's uptime tells how long it is good. */
  private static boolean byUptime(NamedToken token, WallState wall) {
    return token.active() && token.life().isPresent() && !wall.quality().verified();
  }

  /** As after a crash just before the next save. */
  private static List<NamedToken> ahead(List<NamedToken> tokens, WallState wall) {
    return tokens.stream().map(token -> byUptime(token, wall) ? token.after(SAVE_MS, wall) : token).toList();
  }
}
