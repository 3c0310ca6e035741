package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command refuses; what it does is in edge.dev. */
class RnodeEmulatorTest {
  @TempDir
  private Path folder;

  @Test
  void shouldRefuseWhatCannotBe() {
    for (List<String> wrong : List.of(List.of("--position", "12"), List.of("--position", "north"),
        List.of("--position", "1,2,3"), List.of("--loss", "1.5"), List.of("--loss", "-1"),
        List.of("--ether", "47900"),
        List.of("--ether", "127.0.0.1:0"), List.of("--ether", "127.0.0.1:65500"),
        List.of("--fault", "bad-mood"),
        List.of("--firmware", "tnc"))) {
      CliRun run = CliRun.of("dev", "rnode-emulator", "--pty", folder.resolve("modem").toString(),
          wrong.getFirst(), wrong.getLast());
      assertEquals(2, run.exit(), wrong + " " + run.err());
    }
    CliRun noFault = CliRun.of("dev", "rnode-emulator", "--pty", folder.resolve("modem").toString(),
        "--firmware",
        "meshcore", "--fault", "stuck");
    assertEquals(2, noFault.exit(), noFault.err());
  }

  @Test
  void shouldSayWhatStandsInTheWay() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    CliRun run = CliRun.of("dev", "rnode-emulator", "--pty", file.toString(), "--ether", "127.0.0.1:23456");
    assertEquals(6, run.exit());
    assertTrue(run.out().startsWith("SIMULATION: "), run.out());
    assertTrue(run.err().contains("is no symbolic link"), run.err());
    CliRun far = CliRun.of("dev", "rnode-emulator", "--pty", file.toString(), "--ether", "192.0.2.1:23456");
    assertEquals(6, far.exit());
    assertTrue(far.err().contains("this machine"), far.err());
  }
}
