package org.sheratan.core.lcp;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Mission;

/**
 * A mission whose steps are known from the beginning: a graph without circles.
 *
 * @param steps in any order
 * @param answer made of the results of steps, by templates; empty for the result of the last step
 * @param limitMs how long all of it may take, power-off time not counted
 */
public record Plan(Mission.Draft mission, List<Step> steps, Optional<Json> answer, long limitMs) {
  public Plan {
    steps = List.copyOf(steps);
  }

  /**
   * @param name by which other steps refer to it
   * @param after names of steps that must be completed before, besides those that its parameters refer to
   */
  public record Step(String name, Wanted wanted, List<String> after) {
    public Step {
      after = List.copyOf(after);
    }
  }

  Json form() {
    return answer.orElseGet(() -> new Json.Text("${" + steps.getLast().name() + "}"));
  }
}
