package org.sheratan.edge.http.original;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.Router;
import org.sheratan.edge.relay.KeptJson;
import org.sheratan.kernel.Clock;

/** {@code /api/hosts/heartbeat} and {@code /api/admin/policies}. */
final class HostCalls {
  private static final String HEARTBEAT = "/api/hosts/heartbeat";
  private static final String POLICIES = "/api/admin/policies";
  private static final int NAME_CHARS = 128;
  private static final int RETRY_S = 60;

  private final HostBook hosts = new HostBook();
  private final Clock clock;
  private final KeptJson kept;

  /** @param kept where keys stay pinned and quarantines in force over a restart */
  HostCalls(Clock clock, KeptJson kept) {
    this.clock = clock;
    this.kept = kept;
    kept.load(json -> hosts.restore(json, clock.now().monoMs()));
  }

  /** Before anything is answered that follows from it; false while the disk takes nothing. */
  private synchronized boolean keep() {
    boolean written = kept.save(() -> hosts.takeChanged(clock.now().monoMs()));
    if (written) {
      hosts.onKept();
    }
    return written;
  }

  private static HttpRefusal unkept(String what) {
    return new HttpRefusal(Problem.of(507, "storage", "It cannot be kept",
        "the disk does not take " + what + "; it is tried again with the next heartbeat")
        .retryAfter(RETRY_S));
  }

  void addTo(Router router) {
    router.on("POST", HEARTBEAT, this::heartbeat).on("GET", POLICIES, this::policies)
        .on("POST", POLICIES + "/clear", this::clear);
  }

  /** Members not named here are covered by the signature, and otherwise the host's own. */
  private HttpResponse heartbeat(HttpRequest request) throws HttpRefusal {
    Json.Obj body = JsonReader.readObject(request.body());
    Fields fields = Fields.of(body);
    String host = fields.text("host_id", NAME_CHARS);
    fields.optionalText("status", NAME_CHARS);
    Optional<String> key = hex(fields, "public_key", HeartbeatSeal.KEY_BYTES);
    Optional<String> signature = hex(fields, "signature", HeartbeatSeal.SIGNATURE_BYTES);
    Optional<HostBook.Attestation> attestation = fields.optionalObject("attestation")
        .map(said -> new HostBook.Attestation(said.optionalText("build_id", NAME_CHARS).orElse(""),
            said.optionalText("capability_hash", NAME_CHARS).orElse("")));
    boolean signed = key.isPresent() || signature.isPresent();
    if (signed && !HeartbeatSeal.holds(body, key.orElse(""), signature.orElse(""))) {
      return answer(new HostBook.Verdict(false, HostBook.Status.SPOOF_SUSPECT));
    }
    HostBook.Verdict verdict = hosts
        .onHeartbeat(new HostBook.Heartbeat(host, key, attestation), clock.now().monoMs())
        .orElseThrow(() -> new HttpRefusal(Problem.of(429, "busy", "Too many hosts",
            HostBook.MAX_HOSTS + " hosts are known here, all in quarantine").retryAfter(RETRY_S)));
    keep();
    if (verdict.taken() && !hosts.isKept(host)) {
      throw unkept("the host's key");
    }
    return answer(verdict);
  }

  private static HttpResponse answer(HostBook.Verdict verdict) {
    return HttpResponse.json(200, Json.Obj.EMPTY.with("ok", verdict.taken()).with("attestation_status",
        verdict.status().name()));
  }

  private static Optional<String> hex(Fields fields, String name, int bytes) {
    Optional<String> text = fields.optionalText(name, 2 * bytes);
    if (text.isPresent() && !text.get().matches("[0-9a-f]{" + 2 * bytes + "}")) {
      throw fields.malformed(name, "expected " + 2 * bytes + " lower-case hex digits");
    }
    return text;
  }

  private HttpResponse policies(HttpRequest request) {
    long wallMs = clock.now().vouchedWallMs();
    return HttpResponse.json(200, new Json.Arr(hosts.policies(clock.now().monoMs()).stream()
        .<Json>map(policy -> json(policy, wallMs)).toList()));
  }

  /** {@code policy_until_utc} is null without a quarantine, and where nobody vouches for the clock. */
  private static Json.Obj json(HostBook.Policy policy, long wallMs) {
    boolean ends = policy.leftMs() > 0 && wallMs > 0;
    return Json.Obj.EMPTY.with("id", policy.host())
        .with("policy_state", policy.leftMs() > 0 ? "QUARANTINED" : "WARN")
        .with("policy_reason", policy.status().name()).with("policy_hits", policy.quarantines())
        .with("policy_until_utc", Words.time(ends ? wallMs + policy.leftMs() : 0))
        .with("remaining_s", JsonWords.seconds(policy.leftMs()));
  }

  private HttpResponse clear(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(List.of("host_id"));
    String host = fields.text("host_id", NAME_CHARS);
    boolean known = hosts.clear(host);
    if (!keep() && known) {
      throw unkept("that the host is forgotten");
    }
    return known
        ? HttpResponse.json(200,
            Json.Obj.EMPTY.with("ok", true).with("message", "Policy cleared for " + host))
        : Detail.text(404, "Host not found");
  }
}
