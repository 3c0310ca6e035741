package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that systemd runs, with every program it calls replaced. */
class StartScriptTest {
  private static final Path SCRIPT = Path.of(System.getProperty("sheratan.root"), "packaging/service/start");
  /** Speaks as a node does, through the relay, and ends the relay, its only child, before itself. */
  private static final String NODE = """
      [ "$1" = run ] || exit 0
      trap 'pkill -P $$' EXIT
      wait_until() {
        tries=600
        until "$@"; do
          tries=$((tries - 1))
          [ $tries -gt 0 ] || exit 1
          sleep 0.1
        done
      }
      say() { echo "$1" >"$SHERATAN_NOTIFY"; }
      gone() { [ ! -e "$SHERATAN_CLOCK_SYNCED" ]; }
      asked() { [ "$(wc -l <"$HERE/asked")" -ge "$1" ]; }
      heard() { [ "$(wc -l <"$HERE/told")" -ge "$1" ]; }
      say READY=1
      wait_until test -e "$SHERATAN_CLOCK_SYNCED"
      echo no >"$HERE/kernel"
      for sign in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do say WATCHDOG=1; done
      wait_until heard 15
      asked 2 && exit 2
      test -e "$SHERATAN_CLOCK_SYNCED" || exit 3
      say WATCHDOG=1
      wait_until gone
      """;

  @TempDir
  Path folder;

  private void program(String name, String body) throws IOException {
    Path file = Files.writeString(folder.resolve("bin").resolve(name), "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void shouldKeepAMarkWhileTheKernelCallsTheClockSynced() throws IOException, InterruptedException {
    Files.createDirectory(folder.resolve("bin"));
    Files.writeString(folder.resolve("kernel"), "yes\n");
    Files.createFile(folder.resolve("asked"));
    Files.createFile(folder.resolve("told"));
    program("systemd-notify", "echo \"$1\" >>\"$HERE/told\"\n");
    program("timedatectl", "echo \"$*\" >>\"$HERE/asked\"\ncat \"$HERE/kernel\"\n");
    program("sheratan", NODE);
    ProcessBuilder start = new ProcessBuilder("/bin/sh", SCRIPT.toString()).inheritIO();
    start.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    start.environment().put("HERE", folder.toString());
    start.environment().put("SHERATAN_HOME", folder.toString());
    start.environment().put("RUNTIME_DIRECTORY", folder.toString());
    Process process = start.start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), "2: it asked too often, 3: not what the kernel said");
    assertEquals("show --property=NTPSynchronized --value",
        Files.readAllLines(folder.resolve("asked")).getFirst());
    assertEquals(List.of("READY=1", "WATCHDOG=1"),
        Files.readAllLines(folder.resolve("told")).subList(0, 2));
  }
}
