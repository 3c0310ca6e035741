package org.sheratan.edge.http.route;

import java.util.Locale;

/**
 * The right that an operation needs. Each but {@link #NONE} has the ones before it in it: whoever may operate a node may
 * also submit to it and read.
 */
public enum Scope {
  /** Anyone may ask, without a token. */
  NONE,
  /** Looking at what there is. */
  READ,
  /** Having work done, and taking it back: missions, jobs, plans, schedules, messages. */
  SUBMIT,
  /** Deciding for the node: held jobs, trust, groups, what the radio sends for a test. */
  OPERATE,
  /** What the node is: its law, who comes in, whom the whole network trusts. */
  ADMIN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
