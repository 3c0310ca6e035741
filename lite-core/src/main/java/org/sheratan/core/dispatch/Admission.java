package org.sheratan.core.dispatch;

import java.util.Optional;

import org.sheratan.core.dispatch.Verdict.Refused;
import org.sheratan.core.dispatch.Verdict.Why;
import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.JsonWeight;
import org.sheratan.core.market.Capability;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolKind;
import org.sheratan.core.wire.JobSpecRules;
import org.sheratan.kernel.MalformedException;

/** Whether a request may become a job. Said at once: nothing is queued that nobody could run. */
final class Admission {
  /** With all that is told beside them, these just fit a question to an auditor. */
  static final int AUDITED_PARAM_BYTES = 44 * 1024;

  private final ToolCatalog tools;
  private final Capability capability;
  private final DispatchLimits limits;

  Admission(ToolCatalog tools, Capability capability, DispatchLimits limits) {
    this.tools = tools;
    this.capability = capability;
    this.limits = limits;
  }

  /**
   * What is wrong with the request itself, whoever might run it.
   *
   * @param audited whether auditors are to be asked about it
   */
  Optional<Refused> malformed(JobSpec spec, boolean audited) {
    int paramBytes = CanonicalJson.bytes(spec.params()).length();
    int maxBytes = audited ? Math.min(AUDITED_PARAM_BYTES, limits.paramBytes()) : limits.paramBytes();
    // A question holds another job's parameters in base64, and is as long as an award may be.
    if (paramBytes > maxBytes && spec.notes().inquiry().isEmpty()) {
      return Optional.of(new Refused(Why.TOO_LARGE,
          "params are " + paramBytes + " bytes, the limit is " + maxBytes + " bytes"
              + (audited ? " for a job that waits for a second opinion" : ""),
          Optional.of("params"), ""));
    }
    try {
      JobSpecRules.check(spec);
      tools.check(spec.kind(), spec.params());
      return copied(spec);
    } catch (MalformedException broken) {
      return Optional.of(new Refused(Why.INVALID, broken.field() + ": " + broken.reason(),
          Optional.of(broken.field()), fix(spec.kind(), broken)));
    }
  }

  /** An heir cannot know whether the silent owner has had it begun. */
  private Optional<Refused> copied(JobSpec spec) {
    boolean mayRunTwice = spec.rerunUnknown()
        || tools.find(spec.kind()).map(ToolKind::idempotent).orElse(false);
    return spec.notes().durability() == 1 || mayRunTwice
        ? Optional.empty()
        : Optional.of(new Refused(Why.INVALID, "durability: " + spec.kind()
            + " must not run twice, and an heir cannot know whether it has begun", Optional.of("durability"),
            "allow it with rerun_unknown, or leave durability at 1"));
  }

  private String fix(String kind, MalformedException broken) {
    boolean ofParams = broken.field().startsWith("params");
    return tools.find(kind).filter(known -> ofParams)
        .map(known -> broken.reason().equals("missing") ? known.example() : "sheratan tool show " + kind)
        .orElse("");
  }

  /** Why it cannot be taken on now. */
  Optional<Refused> unwelcome(JobSpec spec, int queued, long queuedBytes) {
    int maxQueued = limits.submits().maxQueued();
    if (queued >= maxQueued) {
      return Optional.of(Refused.busy(
          queued + " jobs are queued here, the limit is " + maxQueued + " (dispatch.max_queued)", 0));
    }
    long bytes = queuedBytes + JsonWeight.of(spec.params());
    if (queuedBytes > 0 && bytes > limits.queuedBytes()) {
      return Optional.of(Refused.busy("params of the " + queued + " jobs queued here would take " + bytes
          + " bytes of memory with these, the limit is " + limits.queuedBytes(), 0));
    }
    // An auditor may be heard later: until then it counts as one that does not answer.
    return spec.notes().inquiry().isEmpty()
        ? nobody(spec).map(why -> new Refused(Why.NO_CAPABLE_NODE, why, "sheratan node list"))
        : Optional.empty();
  }

  /** Why nobody that is known now could do it; empty when somebody could. */
  Optional<String> nobody(JobSpec spec) {
    return capability.capable(spec.kind(), spec.needs()).isEmpty()
        ? Optional.of(capability.whyNobody(spec.kind(), spec.needs()))
        : Optional.empty();
  }
}
