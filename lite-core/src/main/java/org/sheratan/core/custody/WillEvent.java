package org.sheratan.core.custody;

/** What can happen to a will at its heir. */
public enum WillEvent {
  /** Its owner says that the job is its own and under way. */
  OWNER_KEEPS,
  /** Its owner comes back and asks what there is. */
  OWNER_BACK,
  /** Its owner had the job all the time. */
  OWNER_RECALLS,
  /** Its owner lives and has lost its memory of the job. */
  OWNER_FORGOT,
  /** Its owner says that the job has ended. */
  OWNER_ENDED,
  /** An heir whose turn came first stands in for the owner. */
  EARLIER_STANDS,
  /** An heir whose turn came first has completed it. */
  EARLIER_ENDED,
  /** Nobody who has the job before this node was heard for too long, and this node may take it over. */
  SILENT,
  /** The job that stands in is completed. */
  DEPUTY_COMPLETED,
  /** It has ended in another way. */
  DEPUTY_ENDED
}
