package org.sheratan.edge.access;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.WallQuality;
import org.sheratan.kernel.WallState;

/**
 * What a node keeps of a token that somebody was given; the secret itself is not part of it. Kept as one line of text:
 *
 * <pre>
 * name=NAME scope=WORD digest=HEX created=MS/QUALITY revoked=0|1 [left_ms=MS until=MS]
 * </pre>
 *
 * @param name 1 to 32 of {@code a-z 0-9 - _}, a letter first: no address looks like it
 * @param digest SHA-256 of the secret
 * @param createdWallMs milliseconds since 1970 UTC; 0 when nobody vouched for the clock
 * @param quality of the clock then
 * @param life empty for one that is good until it is revoked
 */
public record NamedToken(String name, Scope scope, Bytes digest, long createdWallMs, WallQuality quality,
    boolean revoked, Optional<TokenLife> life) {
  /** Of a name. */
  public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  public static final int MAX_NAME_CHARS = 32;
  private static final Pattern LINE = Pattern.compile(
      "name=(\\S{1,32}) scope=([a-z]{1,16}) digest=([0-9a-f]{64}) created=([0-9]{1,15})/([0-3])"
          + " revoked=([01])(?: left_ms=([0-9]{1,15}) until=([0-9]{1,15}))?");

  /** How a token stands. */
  public enum State {
    ACTIVE("active"), EXPIRED("expired"), REVOKED("revoked");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** As the API spells it. */
    public String word() {
      return word;
    }
  }

  public State state() {
    return revoked ? State.REVOKED : life.filter(TokenLife::over).isPresent() ? State.EXPIRED : State.ACTIVE;
  }

  /** How long it is still good; empty for one that does not end by itself. */
  public Optional<Long> leftMs() {
    return life.map(TokenLife::leftMs);
  }

  /** When it ends, milliseconds since 1970 UTC; 0 when that is not known. */
  public long endsWallMs() {
    return life.map(TokenLife::untilWallMs).orElse(0L);
  }

  boolean active() {
    return state() == State.ACTIVE;
  }

  /** Takes the same time whatever was presented. */
  boolean matches(Bytes presented) {
    return MessageDigest.isEqual(digest.toArray(), presented.toArray());
  }

  NamedToken asRevoked() {
    return new NamedToken(name, scope, digest, createdWallMs, quality, true, life);
  }

  NamedToken after(long passedMs, WallState wall) {
    return new NamedToken(name, scope, digest, createdWallMs, quality, revoked,
        life.map(now -> now.after(passedMs, wall)));
  }

  String encode() {
    return "name=" + name + " scope=" + scope.word() + " digest=" + digest.toHex() + " created="
        + createdWallMs
        + "/" + quality.code() + " revoked=" + (revoked ? 1 : 0)
        + life.map(until -> " left_ms=" + until.leftMs() + " until=" + until.untilWallMs()).orElse("");
  }

  /** @throws MalformedException for anything that {@link #encode} does not write; shows nothing of it */
  static NamedToken decode(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches() || !NAME.matcher(parts.group(1)).matches()) {
      throw new MalformedException("token", 0, "expected name=, scope=, digest=, created=, revoked=");
    }
    Scope scope = Scope.of(parts.group(2))
        .orElseThrow(() -> new MalformedException("scope", 0, "no scope of this version"));
    Optional<TokenLife> life = Optional.ofNullable(parts.group(7))
        .map(left -> new TokenLife(Long.parseLong(left), Long.parseLong(parts.group(8))));
    return new NamedToken(parts.group(1), scope, Bytes.hex(parts.group(3)), Long.parseLong(parts.group(4)),
        WallQuality.of(Integer.parseInt(parts.group(5))), parts.group(6).equals("1"), life);
  }
}
