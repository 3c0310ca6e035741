package org.sheratan.core.trace;

/** What was decided, by the names of decision trace v1. */
public enum ActionType {
  /** A job was awarded to a worker, or a held one let go on its way. */
  ROUTE,
  /** A job was run, and its result taken. */
  EXECUTE,
  /** It is to be tried again. */
  RETRY,
  /** Its request was changed before it went on. */
  REWRITE,
  /** It is to be tried elsewhere, because a node said that it cannot work. */
  FALLBACK,
  /** It is held until a person decides, or auditors. */
  QUARANTINE,
  /** It is not run at all. */
  SKIP,
  /** It ended without a result. */
  ABORT
}
