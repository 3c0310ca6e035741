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
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonWeight;
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
    Load load = Load.of(plan.steps().stream().map(Plan.Step::wanted));
    load.beyondChain().ifPresent(why -> {
      throw ResultPath.malformed("steps", why);
    });
    order(needs);
  }

  /**
   * For a chain that begins with {@code first}.
   *
   * @throws MalformedException unless a chain can keep it
   */
  public static void checkFirst(JobSpec first) {
    depth("params", first.params());
    Load.of(first.params()).beyondChain().ifPresent(why -> {
      throw ResultPath.malformed("params", why);
    });
  }

  private static void depth(String field, Json value) {
    require(ValueCodec.depth(value) <= LcpLimits.MAX_DEPTH_OF_VALUE, field,
        "nested deeper than " + LcpLimits.MAX_DEPTH_OF_VALUE);
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
    depth("params", wanted.params());
    JobSpecRules.check(new JobSpec(wanted.kind(), wanted.params(), Priority.NORMAL, wanted.timeoutMs(),
        wanted.needs(), Long.MAX_VALUE, JobSpec.DEFAULT_MAX_ATTEMPTS, false, Optional.empty()));
    MissionRules.check(new Task.Draft(step.name(), "", wanted.kind(), wanted.params()));
    if (alone && ParamNeeds.of("params", wanted.params()).none()) {
      tools.check(wanted.kind(), wanted.params());
    }
  }

  private static void answer(Plan plan, SortedMap<String, SortedSet<String>> needs) {
    depth("answer", plan.form());
    require(CanonicalJson.bytes(plan.form()).length() <= LcpLimits.RESOLVED_BYTES, "answer",
        "longer than " + LcpLimits.RESOLVED_BYTES + " bytes");
    require(JsonWeight.of(plan.form()) <= LcpLimits.CHAIN_MEMORY_BYTES, "answer",
        "takes more than " + LcpLimits.CHAIN_MEMORY_BYTES + " bytes of memory");
    SortedSet<String> named = new TreeSet<>();
    ParamNeeds.collect(new Place("answer"), plan.form(), named);
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
