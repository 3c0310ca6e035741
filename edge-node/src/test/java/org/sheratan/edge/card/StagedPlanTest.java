package org.sheratan.edge.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedPlanTest {
  private static final String HASH = "ab".repeat(32);
  private static final String LIST = "plan 1\nsource " + HASH + """

      mask 17 8
      mask 120 64
      file open /etc/hostname
      file secret /var/lib/a b
      end
      """;

  @TempDir
  Path top;
  private Path folder;

  @BeforeEach
  void writeOne() throws IOException {
    folder = top.resolve("plan");
    plan().write(folder, new CardDisk(step -> {}));
  }

  private static StagedPlan plan() {
    return new StagedPlan(HASH, List.of(new SecretSpan(17, 8), new SecretSpan(120, 64)),
        List.of(new PlannedFile(Path.of("/etc/hostname"), false, "roof\n"),
            new PlannedFile(Path.of("/var/lib/a b"), true, "ä\n\n")));
  }

  @Test
  void shouldLieOnDiskAsDocumented() throws IOException {
    assertEquals(LIST, Files.readString(folder.resolve("list")));
    assertEquals("roof\n", Files.readString(folder.resolve("0")));
    assertEquals("ä\n\n", Files.readString(folder.resolve("1")));
  }

  @Test
  void shouldComeBackAsItWas() throws IOException {
    assertEquals(plan(), StagedPlan.read(folder));
  }

  @Test
  void shouldBeReadableByItsOwnerOnly() throws IOException {
    assertEquals("[OWNER_READ, OWNER_WRITE]",
        Files.getPosixFilePermissions(folder.resolve("1")).stream().sorted()
            .toList().toString());
  }

  @Test
  void shouldNameTheLineThatIsNotAsItWasWritten() throws IOException {
    assertDamaged("", 1);
    assertDamaged(LIST.replace("plan 1", "plan 2"), 1);
    assertDamaged(LIST.replace("end\n", ""), 1);
    assertDamaged(LIST.replace(HASH, "x"), 1);
    assertDamaged(LIST.replace("mask 17 8", "mask 17"), 3);
    assertDamaged(LIST.replace("mask 120", "mask 9999999999"), 4);
    assertDamaged(LIST.replace("file open /etc", "file open etc"), 5);
    assertDamaged(LIST + "file open /x\n".repeat(200), 1);
  }

  @Test
  void shouldNotShowTextsThatMayBeSecret() {
    assertFalse(plan().toString().contains("roof"));
    assertTrue(plan().toString().contains("/etc/hostname"));
  }

  private void assertDamaged(String list, int line) throws IOException {
    Files.writeString(folder.resolve("list"), list);
    IOException found = assertThrows(IOException.class, () -> StagedPlan.read(folder));
    assertTrue(found.getMessage().startsWith(folder.resolve("list") + ":" + line + ":"), found.getMessage());
  }
}
