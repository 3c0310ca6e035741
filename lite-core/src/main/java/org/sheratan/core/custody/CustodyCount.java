package org.sheratan.core.custody;

/**
 * Wills at an heir.
 *
 * @param kept whose owner, or an earlier heir, has the job
 * @param standingIn for which a job of this node stands in
 * @param completed whose job is completed here, and whose owner has not heard of it
 */
public record CustodyCount(int kept, int standingIn, int completed) {}
