package org.sheratan.edge.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The power goes before each thing done to a file. What the machine is like after the next start is always the same. */
class CardPowerCutTest {
  @TempDir
  Path top;
  private int machines;

  private static final class PowerCut extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private CardMachine machine() throws IOException {
    machines++;
    return new CardMachine(Files.createDirectory(top.resolve("m" + machines)));
  }

  /** @return whether the power went at all: there is a step of that number */
  private static boolean cutAt(int step, CardMachine machine) throws IOException {
    int[] left = {step};
    try {
      machine.start(what -> {
        if (left[0]-- == 0) {
          throw new PowerCut();
        }
      });
      return false;
    } catch (PowerCut cut) {
      return true;
    }
  }

  @Test
  void shouldCompleteWhereverThePowerGoes() throws IOException {
    CardMachine undisturbed = machine().with(CardMachine.FULL);
    undisturbed.start();
    SortedMap<String, String> expected = undisturbed.everything();
    int step = 0;
    for (boolean cut = true; cut; step++) {
      CardMachine machine = machine().with(CardMachine.FULL);
      cut = cutAt(step, machine);
      machine.start();
      assertEquals(expected, machine.everything(), "power cut before step " + step);
      assertInstanceOf(CardOutcome.Unchanged.class, machine.start());
    }
    assertTrue(step > 30, "only " + step + " steps");
  }

  @Test
  void shouldMakeTheSameHotspotWhereverThePowerGoes() throws IOException {
    CardMachine undisturbed = machine().with(CardMachine.HOTSPOT);
    undisturbed.start();
    SortedMap<String, String> expected = undisturbed.everything();
    int step = 0;
    for (boolean cut = true; cut; step++) {
      CardMachine machine = machine().with(CardMachine.HOTSPOT);
      cut = cutAt(step, machine);
      machine.start();
      assertEquals(expected, machine.everything(), "power cut before step " + step);
    }
    assertTrue(step > 15, "only " + step + " steps");
  }

  @Test
  void shouldCompleteWhenItGoesAgainOnTheNextStart() throws IOException {
    CardMachine undisturbed = machine().with(CardMachine.FULL);
    undisturbed.start();
    SortedMap<String, String> expected = undisturbed.everything();
    for (int first = 0; first < 60; first += 7) {
      for (int second = 0; second < 40; second += 9) {
        CardMachine machine = machine().with(CardMachine.FULL);
        cutAt(first, machine);
        cutAt(second, machine);
        machine.start();
        assertEquals(expected, machine.everything(), "power cuts before steps " + first + " and " + second);
      }
    }
  }

  @Test
  void shouldNeverHaveChangedAnythingBeforeThePlanIsWhole() throws IOException {
    CardMachine fresh = machine().with(CardMachine.FULL);
    SortedMap<String, String> before = fresh.everything();
    List<String> steps = new ArrayList<>();
    fresh.start(steps::add);
    int whole = steps.indexOf("move to " + fresh.place.state().resolve("plan"));
    assertTrue(whole > 0);
    for (int step = 0; step <= whole; step++) {
      CardMachine machine = machine().with(CardMachine.FULL);
      assertTrue(cutAt(step, machine));
      SortedMap<String, String> after = machine.everything();
      after.keySet().removeIf(path -> path.startsWith("root/var/lib/sheratan-card/"));
      assertEquals(before, after, "power cut before step " + step);
    }
  }

  @Test
  void shouldKeepWhatWasChangedWhileTheCardCannotBeErased() throws IOException {
    CardMachine machine = machine().with(CardMachine.FULL);
    Executable unerased = () -> machine.start(step -> {
      if (step.startsWith("overwrite ")) {
        throw new PowerCut();
      }
    });
    assertThrows(PowerCut.class, unerased);
    assertEquals("sheratan-roof\n", machine.text(machine.place.hostname()));
    Files.writeString(machine.place.hostname(), "cellar\n");
    assertThrows(PowerCut.class, unerased);
    assertEquals(CardMachine.FULL, machine.text(machine.place.settings()));
    machine.start();
    assertEquals("cellar\n", machine.text(machine.place.hostname()));
    assertTrue(machine.text(machine.place.settings()).contains("*".repeat(64)));
    assertInstanceOf(CardOutcome.Unchanged.class, machine.start());
  }

  @Test
  void shouldTellMistakesWhereverThePowerGoes() throws IOException {
    int step = 0;
    for (boolean cut = true; cut; step++) {
      CardMachine machine = machine().with("[node]\nhostname = \"$(reboot)\"\n");
      cut = cutAt(step, machine);
      machine.start();
      assertTrue(machine.text(machine.place.errors()).contains(":2:1: node.hostname"));
      machine.with("[node]\nhostname = \"roof\"\n").start();
      assertEquals(List.of("sheratan.toml"), names(machine.place.boot()));
    }
  }

  @Test
  void shouldReplaceWhatACutLeftHalfWritten() throws IOException {
    CardMachine machine = machine().with(CardMachine.FULL);
    Files.writeString(machine.place.hostname().resolveSibling("hostname.sheratan-new"), "sher");
    Files.createDirectories(machine.place.state().resolve("plan.new"));
    Files.writeString(machine.place.state().resolve("plan.new/list"), "plan 1\nsou");
    machine.start();
    assertEquals("sheratan-roof\n", machine.text(machine.place.hostname()));
    assertEquals(List.of("done", "network"), names(machine.place.state()));
  }

  @Test
  void shouldReadAFileNextThatWasChangedAfterThePowerWent() throws IOException {
    for (int step = 0; step < 40; step++) {
      CardMachine machine = machine().with(CardMachine.FULL);
      cutAt(step, machine);
      machine.with("[node]\nhostname = \"cellar\"\n").start();
      assertEquals("cellar\n", machine.text(machine.place.hostname()), "power cut before step " + step);
      assertEquals("[node]\nhostname = \"cellar\"\n", machine.text(machine.place.settings()));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
