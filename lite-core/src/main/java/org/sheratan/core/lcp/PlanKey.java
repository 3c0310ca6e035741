package org.sheratan.core.lcp;

import org.sheratan.kernel.Bytes;

/**
 * The caller's name for a plan: the same key and the same request make one mission, however often they come.
 *
 * @param text 1 to 255 visible ASCII characters
 * @param request SHA-256 of all that is asked for
 */
public record PlanKey(String text, Bytes request) {}
