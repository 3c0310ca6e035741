package org.sheratan.edge.http.route;

import java.util.Optional;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.RequestKey;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.kernel.MalformedException;

/** The caller's name for a request, from the header Idempotency-Key or the member {@code idempotency_key}. */
public final class IdempotencyKey {
  private IdempotencyKey() {}

  /** @throws MalformedException when header and member differ */
  public static Optional<String> of(HttpRequest request, Optional<String> member) {
    Optional<String> header = request.head().header("idempotency-key").map(IdempotencyKey::unquote);
    if (member.isPresent() && header.isPresent() && !member.equals(header)) {
      throw new MalformedException("idempotency_key", MalformedException.NO_OFFSET,
          "differs from the header Idempotency-Key");
    }
    return member.or(() -> header);
  }

  /**
   * The same for a request whose body has no such member.
   *
   * @param asked all that is asked for
   */
  public static Optional<RequestKey> naming(HttpRequest request, Json.Obj asked) {
    return of(request, Optional.empty()).map(text -> new RequestKey(text, CanonicalJson.sha256(asked)));
  }

  /** The header's draft standard writes the key as a quoted string; most clients do not. */
  private static String unquote(String key) {
    return key.matches("\"[^\"\\\\]*\"") ? key.substring(1, key.length() - 1) : key;
  }
}
