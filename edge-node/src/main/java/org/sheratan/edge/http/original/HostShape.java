package org.sheratan.edge.http.original;

import java.util.Arrays;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;

/**
 * A host as it is kept over restarts.
 *
 * @param key that is pinned; empty where it does not sign
 * @param first attestation, and {@code latest} one
 * @param leftMs of its quarantine when this was written; 0 when it was in none
 */
record HostShape(String host, Optional<String> key, Optional<HostBook.Attestation> first,
    Optional<HostBook.Attestation> latest, HostBook.Status status, int changes, int quarantines,
    long leftMs) {
  private static final int ANY = Integer.MAX_VALUE;

  Json.Obj json() {
    Json.Obj json = Json.Obj.EMPTY.with("host", host).with("status", status.name()).with("changes", changes)
        .with("quarantines", quarantines).with("left_ms", leftMs);
    json = key.isPresent() ? json.with("key", key.get()) : json;
    json = first.isPresent() ? json.with("first", json(first.get())) : json;
    return latest.isPresent() ? json.with("latest", json(latest.get())) : json;
  }

  private static Json.Obj json(HostBook.Attestation said) {
    return Json.Obj.EMPTY.with("build", said.build()).with("capabilities", said.capabilities());
  }

  /** @throws org.sheratan.kernel.MalformedException naming the member */
  static HostShape read(Fields fields) {
    String status = fields.oneOf("status", "",
        Arrays.stream(HostBook.Status.values()).map(HostBook.Status::name).toList());
    return new HostShape(fields.text("host", ANY), fields.optionalText("key", ANY), said(fields, "first"),
        said(fields, "latest"), HostBook.Status.valueOf(status), (int) fields.integer("changes", 0, ANY),
        (int) fields.integer("quarantines", 0, ANY),
        fields.integer("left_ms", 0, HostBook.LONGEST_QUARANTINE_MS));
  }

  private static Optional<HostBook.Attestation> said(Fields fields, String name) {
    return fields.optionalObject(name).map(said -> new HostBook.Attestation(
        said.optionalText("build", ANY).orElse(""), said.optionalText("capabilities", ANY).orElse("")));
  }
}
