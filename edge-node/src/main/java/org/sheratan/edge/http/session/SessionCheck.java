package org.sheratan.edge.http.session;

import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.Problem;

/**
 * Who may do what with a cookie. A browser sends it whoever made it ask, so whatever changes something must show that
 * it comes from this node's own page: by a header that no other site can send here, and by what the browser says of
 * where it comes from.
 */
public final class SessionCheck {
  /** Of every change that the page asks for. */
  private static final String HEADER = "x-sheratan-page";

  private final Sessions sessions;

  public SessionCheck(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Whether the request comes from somebody signed in.
   *
   * @throws HttpRefusal when it does, but perhaps not by his will
   */
  public boolean signedIn(HttpRequest request) throws HttpRefusal {
    boolean known = SessionCookie.read(request).stream().anyMatch(sessions::holds);
    if (known && !request.isRead()) {
      checkFromPage(request);
    }
    return known;
  }

  /** Whether a request that was let in by a cookie would still be. */
  public boolean lasts(HttpRequest request) {
    return request.head().header("authorization").isEmpty()
        && SessionCookie.read(request).stream().anyMatch(sessions::lasts);
  }

  /** The Origin, where there is one, was compared with the Host already. */
  static void checkFromPage(HttpRequest request) throws HttpRefusal {
    String site = request.head().header("sec-fetch-site").orElse("");
    boolean own = site.isEmpty() ? request.head().header("origin").isPresent() : site.equals("same-origin");
    if (!own || !request.head().header(HEADER).orElse("").equals("1")) {
      throw new HttpRefusal(Problem.of(403, "not-from-page", "Not from this node's page",
          "a change by cookie needs the header X-Sheratan-Page: 1 and an Origin of this node"));
    }
  }
}
