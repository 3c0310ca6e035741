package org.sheratan.edge.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;

class RelayFolderTest {
  private static final int REPORTS = 2_000;

  @TempDir
  Path top;

  /** Whatever is taken is whole, none comes twice or after a newer one, and the last is not lost. */
  @Test
  void shouldTakeWholeReportsWhileTheyAreReplaced() throws Exception {
    RelayFolder folder = new RelayFolder(top);
    String name = RelayFolder.reportName(RelayRig.ID, 1);
    Thread worker = Thread.ofPlatform().start(() -> replace(folder.in(), name));
    long last = 0;
    while (last < REPORTS) {
      Optional<Json.Obj> taken = folder.takeReport(name);
      if (taken.isPresent()) {
        long number = ((Json.Int) taken.get().get("number")).value().longValueExact();
        assertTrue(number > last, number + " after " + last);
        last = number;
      }
    }
    worker.join();
    try (var left = Files.list(folder.in())) {
      assertEquals(0, left.count());
    }
  }

  private static void replace(Path in, String name) {
    try {
      for (int number = 1; number <= REPORTS; number++) {
        Path part = Files.writeString(in.resolve(".part"),
            "{\"number\":" + BigInteger.valueOf(number) + ",\"x\":\"" + "y".repeat(number) + "\"}");
        Files.move(part, in.resolve(name), StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (java.io.IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  @Test
  void shouldLetOnlyOneClaimAJob() throws Exception {
    RelayFolder folder = new RelayFolder(top);
    assertTrue(folder.claim(RelayRig.ID));
    assertFalse(folder.claim(RelayRig.ID));
    folder.unclaim(RelayRig.ID);
    assertTrue(folder.claim(RelayRig.ID));
  }
}
