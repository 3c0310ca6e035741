package org.sheratan.edge.http.door;

/** A request that is not served, and the problem to answer with. */
public final class HttpRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public HttpRefusal(Problem problem) {
    // No stack trace: anyone can provoke these by the million.
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
