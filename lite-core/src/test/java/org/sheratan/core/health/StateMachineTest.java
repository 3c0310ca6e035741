package org.sheratan.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.health.StateMachine.Known;

/** The table of {@link StateMachine}. */
class StateMachineTest {
  private static final List<String> UP = List.of();
  private static final List<String> DOWN = List.of("storage");

  @Test
  void shouldFollowTheServices() {
    assertNext(SystemState.OPERATIONAL, SystemState.PAUSED, known(UP));
    assertNext(SystemState.RECOVERY, SystemState.PAUSED, known(DOWN));
    assertNext(SystemState.DEGRADED, SystemState.RECOVERY, known(DOWN));
    assertNext(SystemState.OPERATIONAL, SystemState.RECOVERY, known(UP));
    assertNext(SystemState.DEGRADED, SystemState.OPERATIONAL, known(DOWN));
    assertNext(SystemState.OPERATIONAL, SystemState.DEGRADED, known(UP));
    assertStays(SystemState.OPERATIONAL, known(UP));
    assertStays(SystemState.DEGRADED, known(DOWN));
  }

  @Test
  void shouldReflectWhereTooMuchIsUnusual() {
    assertNext(SystemState.REFLECTIVE, SystemState.OPERATIONAL, unusual(UP));
    assertNext(SystemState.REFLECTIVE, SystemState.DEGRADED, unusual(DOWN));
    assertStays(SystemState.REFLECTIVE, unusual(UP));
  }

  @Test
  void shouldLeaveReflectionByTheScore() {
    assertNext(SystemState.OPERATIONAL, SystemState.REFLECTIVE, report(UP, 0.95));
    assertNext(SystemState.DEGRADED, SystemState.REFLECTIVE, report(UP, 0.9));
    assertNext(SystemState.DEGRADED, SystemState.REFLECTIVE, report(DOWN, 1));
    assertNext(SystemState.RECOVERY, SystemState.REFLECTIVE, report(UP, 0.7));
    assertStays(SystemState.DEGRADED, report(UP, 0.9));
    assertStays(SystemState.RECOVERY, report(UP, 0.7));
  }

  @Test
  void shouldStayPausedWhereAnOperatorWantsIt() {
    assertStays(SystemState.PAUSED, new Known(true, UP, true, Optional.of(1.0), 1));
    assertStays(SystemState.PAUSED, new Known(true, DOWN, false, Optional.empty(), 1));
  }

  /** Whatever is known, it goes only where the original's table allows, and says why. */
  @Test
  void neverGoesWhereItMayNot() {
    for (SystemState state : SystemState.values()) {
      for (List<String> services : List.of(UP, DOWN)) {
        for (boolean unusual : new boolean[]{true, false}) {
          for (double score = 0; score <= 1; score += 0.05) {
            for (Optional<Double> report : List.of(Optional.<Double>empty(), Optional.of(score))) {
              StateMachine.next(state, new Known(false, services, unusual, report, score)).ifPresent(step -> {
                assertTrue(state.next().contains(step.to()), state + " to " + step);
                assertTrue(!step.reason().isBlank(), step.toString());
              });
            }
          }
        }
      }
    }
  }

  @Test
  void shouldKeepTheOriginalsTable() {
    assertTrue(!SystemState.PAUSED.next().contains(SystemState.DEGRADED));
    assertTrue(!SystemState.RECOVERY.next().contains(SystemState.REFLECTIVE));
    for (SystemState state : SystemState.values()) {
      assertEquals(Optional.of(state), SystemState.of(state.code()));
      assertTrue(!state.next().contains(state));
    }
  }

  private static Known known(List<String> services) {
    return new Known(false, services, false, Optional.empty(), 1);
  }

  private static Known unusual(List<String> services) {
    return new Known(false, services, true, Optional.empty(), 1);
  }

  private static Known report(List<String> services, double score) {
    return new Known(false, services, false, Optional.of(score), score);
  }

  private static void assertNext(SystemState to, SystemState from, Known known) {
    assertEquals(Optional.of(to), StateMachine.next(from, known).map(StateMachine.Step::to));
  }

  private static void assertStays(SystemState state, Known known) {
    assertEquals(Optional.empty(), StateMachine.next(state, known));
  }
}
