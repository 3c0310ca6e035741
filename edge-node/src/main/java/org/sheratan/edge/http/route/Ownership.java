package org.sheratan.edge.http.route;

/** Whose things an operation changes, for callers who may hand in work and no more. */
public enum Ownership {
  /** It changes nothing that was there before. */
  NONE,
  /** It changes what its path names, or adds to the task that its body names: that is for who made it (docs/decisions/0208). */
  MAKER,
  /** What it changes came from elsewhere, to everybody here who may write. */
  EVERYBODY
}
