package org.sheratan.edge.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.kernel.WallQuality;
import org.sheratan.kernel.WallState;

class TokenBookTest {
  private static final long DAY_MS = 86_400_000;
  private static final long WALL_MS = 1_795_000_000_000L;
  private final Random random = new Random(11);
  private final SecureRandomness seeded = length -> {
    byte[] drawn = new byte[length];
    random.nextBytes(drawn);
    return Bytes.copyOf(drawn);
  };
  private TokenList saved = TokenList.EMPTY;
  private int saves;
  private boolean diskFull;
  private long nowMs = 1_000;
  /** 0 for nobody who vouches for the time. */
  private long wallMs;
  private WallQuality quality = WallQuality.NTP;
  private long notBeforeMs;
  private TokenBook book = open();

  private final class TestClock implements Clock {
    @Override
    public Now now() {
      return new Now(nowMs, wallMs, wallMs == 0 ? WallQuality.NONE : quality);
    }

    @Override
    public WallState wall() {
      return new WallState(wallMs, wallMs == 0 ? WallQuality.NONE : quality, notBeforeMs, false, 0);
    }
  }

  private TokenBook open() {
    return new TokenBook(tokens -> {
      if (diskFull) {
        throw new IOException("no space left on device");
      }
      saves++;
      // By its text: what is not written is not there after a start.
      saved = TokenList.decode(tokens.encode());
    }, saved, seeded, new TestClock());
  }

  private String make(String name, Scope scope, Long lifetimeMs) throws IOException {
    return assertInstanceOf(Issue.Made.class, book.create(name, scope, Optional.ofNullable(lifetimeMs)))
        .secret()
        .secret();
  }

  /** The power goes; while it is off the clock, if there is any, goes on. */
  private void crash(long offMs) throws IOException {
    nowMs = 5;
    wallMs = wallMs == 0 ? 0 : wallMs + offMs;
    book = open();
    book.keep();
  }

  private void pass(long ms) {
    nowMs += ms;
    wallMs = wallMs == 0 ? 0 : wallMs + ms;
  }

  private boolean lasts(String secret) {
    return book.lasts(secret);
  }

  @Test
  void shouldLetInWhoeverBringsTheSecretAsFarAsItsScope() throws IOException {
    String secret = make("ci", Scope.SUBMIT, null);
    assertEquals(43, secret.length(), "32 bytes");
    assertEquals(Optional.of(new Permit(Scope.SUBMIT, "ci")), book.permit(secret));
    assertEquals(Optional.empty(), book.permit(secret + "x"));
    assertEquals(Optional.empty(), book.permit(""));
    assertEquals(Optional.of(0L), book.unusedMs("ci"));
    pass(DAY_MS);
    assertTrue(lasts(secret));
    assertEquals(Optional.of(DAY_MS), book.unusedMs("ci"), "looking is no use of it");
  }

  @Test
  void shouldNeverWriteTheSecret() throws IOException {
    String secret = make("ci", Scope.ADMIN, DAY_MS);
    assertFalse(saved.encode().contains(secret));
    assertFalse(book.all().toString().contains(secret));
    assertTrue(saved.encode().contains(AccessToken.digest(secret).toHex()));
  }

  @Test
  void shouldKnowItAfterARestart() throws IOException {
    String secret = make("ci", Scope.READ, null);
    crash(DAY_MS);
    assertEquals(Optional.of(new Permit(Scope.READ, "ci")), book.permit(secret));
  }

  @Test
  void shouldEndAtOnceWhenItIsRevokedAndStayRevoked() throws IOException {
    String secret = make("ci", Scope.OPERATE, null);
    assertEquals(NamedToken.State.REVOKED, book.revoke("ci").orElseThrow().state());
    assertFalse(lasts(secret));
    assertEquals(Optional.empty(), book.permit(secret));
    assertEquals("ci", book.whose(secret).orElseThrow().name());
    crash(0);
    assertFalse(lasts(secret));
    assertEquals(Optional.empty(), book.revoke("nobody"));
  }

  @Test
  void shouldRevokeEvenOnADiskThatTakesNothingAndTryAgain() throws IOException {
    String secret = make("ci", Scope.OPERATE, null);
    diskFull = true;
    assertThrows(IOException.class, () -> book.revoke("ci"));
    assertFalse(lasts(secret));
    diskFull = false;
    book.keep();
    crash(0);
    assertFalse(lasts(secret));
  }

  @Test
  void shouldMakeNoneThatCannotBeKept() {
    diskFull = true;
    assertThrows(IOException.class, () -> make("ci", Scope.READ, null));
    assertEquals(List.of(), book.all());
  }

  @Test
  void shouldNotGiveOneNameTwiceWhileItIsGood() throws IOException {
    String first = make("ci", Scope.READ, null);
    assertInstanceOf(Issue.NameTaken.class, book.create("ci", Scope.ADMIN, Optional.empty()));
    book.revoke("ci");
    String second = make("ci", Scope.SUBMIT, null);
    assertFalse(lasts(first));
    assertTrue(lasts(second));
    assertEquals(1, book.all().size());
    assertEquals(Optional.empty(), book.unusedMs("ci"), "what another of its name did is not told of it");
  }

  @Test
  void shouldKeepSoManyAndForgetThoseThatEndedFirst() throws IOException {
    for (int count = 0; count < TokenList.MOST; count++) {
      make("t" + count, Scope.READ, null);
    }
    assertInstanceOf(Issue.TooMany.class, book.create("more", Scope.READ, Optional.empty()));
    book.revoke("t7");
    make("more", Scope.READ, null);
    assertEquals(TokenList.MOST, book.all().size());
    assertTrue(book.all().stream().noneMatch(token -> token.name().equals("t7")));
    assertTrue(saved.encode().length() < TokenList.MAX_BYTES / 2);
  }

  @Test
  void shouldEndByTheTimeOfDayWherePowerWasOff() throws IOException {
    wallMs = WALL_MS;
    String secret = make("ci", Scope.READ, DAY_MS);
    assertEquals(WALL_MS + DAY_MS, book.all().getFirst().endsWallMs());
    crash(DAY_MS - 1);
    assertTrue(lasts(secret));
    pass(1);
    assertFalse(lasts(secret));
    assertEquals(NamedToken.State.EXPIRED, book.all().getFirst().state());
    wallMs -= DAY_MS;
    assertFalse(lasts(secret), "a clock that goes back brings none back");
    book.keep();
    wallMs = 0;
    crash(0);
    assertFalse(lasts(secret), "nor does a start without a clock");
  }

  @Test
  void shouldEndByUptimeWhereNobodyKnowsTheTime() throws IOException {
    String secret = make("ci", Scope.READ, DAY_MS);
    assertEquals(0, book.all().getFirst().endsWallMs());
    pass(DAY_MS - 1);
    assertTrue(lasts(secret));
    book.close();
    crash(0);
    assertTrue(lasts(secret));
    pass(1);
    assertFalse(lasts(secret));
  }

  /** A node that crashed every five minutes would have kept a token for ever. */
  @Test
  void shouldNeverLiveLongerByCrashes() throws IOException {
    String secret = make("ci", Scope.READ, DAY_MS);
    long upMs = 0;
    while (lasts(secret)) {
      pass(5 * 60_000);
      upMs += 5 * 60_000;
      crash(0);
      assertTrue(upMs <= DAY_MS, upMs + " ms");
    }
    assertTrue(upMs >= DAY_MS / 3, "it loses ten minutes by a crash, not all: " + upMs + " ms");
  }

  @Test
  void shouldGoByTheClockOnceThereIsOne() throws IOException {
    String secret = make("ci", Scope.READ, DAY_MS);
    pass(DAY_MS / 2);
    wallMs = WALL_MS;
    assertTrue(lasts(secret));
    assertEquals(WALL_MS + DAY_MS / 2, book.all().getFirst().endsWallMs());
    book.keep();
    crash(DAY_MS);
    assertFalse(lasts(secret));
  }

  @Test
  void shouldNotBelieveOtherNodesAboutItsEnd() throws IOException {
    quality = WallQuality.PEER;
    wallMs = WALL_MS;
    String secret = make("ci", Scope.READ, DAY_MS);
    wallMs += 365 * DAY_MS;
    assertTrue(lasts(secret), "or a lying node would end tokens, or lengthen them");
    assertEquals(0, book.all().getFirst().endsWallMs());
  }

  @Test
  void shouldBelieveTheSavedTimeWhereTheClockIsLost() throws IOException {
    wallMs = WALL_MS;
    String secret = make("ci", Scope.READ, DAY_MS);
    wallMs = 0;
    notBeforeMs = WALL_MS + DAY_MS;
    crash(0);
    assertFalse(lasts(secret), "it is that late at least");
  }

  @Test
  void shouldWriteNothingWhileNothingIsToBeKept() throws IOException {
    make("ci", Scope.READ, null);
    wallMs = WALL_MS;
    make("short", Scope.READ, DAY_MS);
    int before = saves;
    pass(60_000);
    book.keep();
    book.close();
    assertEquals(before, saves, "a card lives longer so");
  }

  @Test
  void shouldBelieveNothingOfAFileThatCannotBeBelieved() {
    TokenBook barred = TokenBook.barred("others may read it", seeded, new TestClock());
    assertEquals(List.of(), barred.all());
    assertEquals("others may read it",
        assertThrows(IOException.class, () -> barred.create("ci", Scope.READ, Optional.empty()))
            .getMessage());
  }
}
