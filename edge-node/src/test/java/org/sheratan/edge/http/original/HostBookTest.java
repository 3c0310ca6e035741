package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.http.original.HostBook.Attestation;
import org.sheratan.edge.http.original.HostBook.Status;
import org.sheratan.edge.http.original.HostBook.Verdict;

class HostBookTest {
  private static final long MINUTE_MS = 60_000;
  private static final Optional<String> KEY = Optional.of("k");

  private final HostBook book = new HostBook();
  private long nowMs = 1_000;

  private Status beat(String host, Optional<String> key, String build) {
    Optional<Attestation> said = build.isEmpty()
        ? Optional.empty()
        : Optional.of(new Attestation(build, "c"));
    return book.onHeartbeat(new HostBook.Heartbeat(host, key, said), nowMs).map(Verdict::status)
        .orElseThrow();
  }

  @Test
  void shouldTellDriftFromWhatWasSaidFirst() {
    assertEquals(Status.MISSING, beat("a", KEY, ""));
    assertEquals(Status.OK, beat("a", KEY, "1"));
    assertEquals(Status.OK, beat("a", KEY, "1"));
    assertEquals(List.of(), book.policies(nowMs));
    assertEquals(Status.DRIFT, beat("a", KEY, "2"));
    assertEquals(List.of(new HostBook.Policy("a", Status.DRIFT, 0, 0)), book.policies(nowMs));
    assertEquals(Status.OK, beat("a", KEY, "1"));
  }

  @Test
  void shouldPinTheFirstKey() {
    beat("a", KEY, "1");
    Verdict other = book.onHeartbeat(
        new HostBook.Heartbeat("a", Optional.of("other"), Optional.of(new Attestation("2", "c"))), nowMs)
        .orElseThrow();
    assertEquals(new Verdict(false, Status.SPOOF_SUSPECT), other);
    assertFalse(book.onHeartbeat(new HostBook.Heartbeat("a", Optional.empty(), Optional.empty()), nowMs)
        .orElseThrow().taken(), "nor without any");
    assertEquals(Status.OK, beat("a", KEY, "1"), "what a stranger said is not the host's");
    assertTrue(book.clear("a"));
    assertFalse(book.clear("a"));
    assertEquals(Status.OK, beat("a", Optional.of("other"), "2"));
  }

  @Test
  void shouldTakeAKeyLaterFromWhoHadNone() {
    beat("a", Optional.empty(), "1");
    assertEquals(Status.OK, beat("a", KEY, "1"));
    assertEquals(Status.SPOOF_SUSPECT, beat("a", Optional.empty(), "1"));
  }

  @Test
  void shouldQuarantineWhoChangesToAndFroLongerEachTime() {
    for (long minutes : new long[]{10, 30, 120, 120}) {
      Status status = Status.OK;
      for (int count = 0; status != Status.SPOOF_SUSPECT; count++) {
        assertTrue(count < 5);
        status = beat("a", KEY, "" + count % 2);
      }
      assertEquals(minutes * MINUTE_MS, book.policies(nowMs).getFirst().leftMs());
      assertEquals(Status.SPOOF_SUSPECT, beat("a", KEY, "0"));
      nowMs += minutes * MINUTE_MS - 1;
      assertEquals(Status.SPOOF_SUSPECT, beat("a", KEY, "0"));
      nowMs += 1;
    }
    assertEquals(4, book.policies(nowMs).getFirst().quarantines());
  }

  @Test
  void shouldForgetWhoIsSilentLongestButNobodyInQuarantine() {
    for (int count = 0; count < 4; count++) {
      beat("bad", KEY, "" + count % 2);
    }
    for (int host = 0; host < 3 * HostBook.MAX_HOSTS; host++) {
      nowMs++;
      beat("h" + host, KEY, "1");
    }
    assertEquals(Status.SPOOF_SUSPECT, beat("bad", KEY, "1"));
    assertFalse(book.clear("h0"));
    assertTrue(book.clear("h" + (3 * HostBook.MAX_HOSTS - 1)));
  }

  @Test
  void shouldHaveNoPlaceWhenAllAreInQuarantine() {
    for (int host = 0; host < HostBook.MAX_HOSTS; host++) {
      for (int count = 0; count < 4; count++) {
        beat("h" + host, KEY, "" + count % 2);
      }
    }
    assertEquals(Optional.empty(),
        book.onHeartbeat(new HostBook.Heartbeat("new", KEY, Optional.empty()), nowMs));
  }
}
