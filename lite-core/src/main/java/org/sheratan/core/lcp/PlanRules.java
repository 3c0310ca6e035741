package org.sheratan.core.lcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Task;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.wire.JobSpecRules;
import org.sheratan.core.wire.MissionRules;
import org.sheratan.core.wire.ValueCodec;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Priority;

/** What a plan must keep to. Every error names step and field, such as {@code steps[2].params.path}. */
public final class PlanRules {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

  private PlanRules() {}

  /** @throws MalformedException naming the field and the rule it breaks */
  public static void check(Plan plan, ToolCatalog tools) {
    MissionRules.check(plan.mission());
    require(!plan.steps().isEmpty() && plan.steps().size() <= LcpLimits.MAX_STEPS, "steps",
        "expected 1 to " + LcpLimits.MAX_STEPS);
    require(plan.limitMs() >= JobSpecRules.MIN_TIMEOUT_MS && plan.limitMs() <= JobSpecRules.MAX_TIMEOUT_MS,
        "timeout_s", "expected 0.1 to " + JobSpecRules.MAX_TIMEOUT_MS / 1000);
    SortedMap<String, SortedSet<String>> needs = needs(plan);
    for (int index = 0; index < plan.steps().size(); index++) {
      Plan.Step step = plan.steps().get(index);
      String at = "steps[" + index + "]";
      for (String need : needs.get(step.name())) {
        require(needs.containsKey(need), at, "step " + step.name() + " needs " + need + ", which is no step");
      }
      inside(at, step.name(), () -> check(step, needs.get(step.name()).isEmpty(), tools));
    }
    answer(plan, needs);
    int bytes = plan.steps().stream()
        .mapToInt(step -> CanonicalJson.bytes(step.wanted().params()).length()).sum();
    require(bytes <= LcpLimits.CHAIN_BYTES, "steps",
        "params of " + bytes + " bytes exceed " + LcpLimits.CHAIN_BYTES);
    order(needs);
  }

  private static SortedMap<String, SortedSet<String>> needs(Plan plan) {
    SortedMap<String, SortedSet<String>> needs = new TreeMap<>();
    for (Plan.Step step : plan.steps()) {
      String at = "steps[" + needs.size() + "]";
      require(NAME.matcher(step.name()).matches() && !step.name().equals(Reference.PARENT)
          && !step.name().equals("job"), at + ".name",
          "expected 1 to 32 lower-case letters, digits, _ -, but not parent or job");
      SortedSet<String> all = new TreeSet<>(step.after());
      ParamNeeds named = ParamNeeds.of(at + ".params", step.wanted().params());
      all.addAll(named.results());
      require(needs.put(step.name(), all) == null, at + ".name",
          "there are two steps " + step.name());
    }
    return needs;
  }

  private static void check(Plan.Step step, boolean alone, ToolCatalog tools) {
    Wanted wanted = step.wanted();
    require(ValueCodec.depth(wanted.params()) <= LcpLimits.MAX_DEPTH_OF_VALUE, "params",
        "nested deeper than " + LcpLimits.MAX_DEPTH_OF_VALUE);
    JobSpecRules.check(new JobSpec(wanted.kind(), wanted.params(), Priority.NORMAL, wanted.timeoutMs(),
        wanted.needs(), Long.MAX_VALUE, JobSpec.DEFAULT_MAX_ATTEMPTS, false, Optional.empty()));
    MissionRules.check(new Task.Draft(step.name(), "", wanted.kind(), wanted.params()));
    if (alone && ParamNeeds.of("params", wanted.params()).none()) {
      tools.check(wanted.kind(), wanted.params());
    }
  }

  private static void answer(Plan plan, SortedMap<String, SortedSet<String>> needs) {
    require(ValueCodec.depth(plan.form()) <= LcpLimits.MAX_DEPTH_OF_VALUE, "answer",
        "nested deeper than " + LcpLimits.MAX_DEPTH_OF_VALUE);
    require(CanonicalJson.bytes(plan.form()).length() <= LcpLimits.RESOLVED_BYTES, "answer",
        "longer than " + LcpLimits.RESOLVED_BYTES + " bytes");
    SortedSet<String> named = new TreeSet<>();
    ParamNeeds.collect("answer", plan.form(), named);
    named.forEach(name -> require(needs.containsKey(name), "answer", "there is no step " + name));
  }

  /** Takes away steps that need nothing until none is left. */
  private static void order(SortedMap<String, SortedSet<String>> needs) {
    SortedMap<String, SortedSet<String>> left = new TreeMap<>(needs);
    boolean fewer = true;
    while (fewer) {
      List<String> free = new ArrayList<>();
      left.forEach((name, wants) -> {
        if (wants.stream().noneMatch(left::containsKey)) {
          free.add(name);
        }
      });
      free.forEach(left::remove);
      fewer = !free.isEmpty();
    }
    require(left.isEmpty(), "steps", "these wait for each other: " + String.join(", ", left.keySet()));
  }

  private static void inside(String at, String name, Runnable check) {
    try {
      check.run();
    } catch (MalformedException broken) {
      throw ResultPath.malformed(at + "." + broken.field(), broken.reason() + " (step " + name + ")");
    }
  }

  private static void require(boolean condition, String field, String otherwise) {
    if (!condition) {
      throw ResultPath.malformed(field, otherwise);
    }
  }
}
