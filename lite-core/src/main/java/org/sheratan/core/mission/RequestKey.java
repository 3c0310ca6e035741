package org.sheratan.core.mission;

import org.sheratan.kernel.Bytes;

/**
 * The caller's name for a request that makes something: the same key and the same request make one, however often they
 * come.
 *
 * @param text 1 to 255 visible ASCII characters
 * @param request SHA-256 of all that is asked for
 */
public record RequestKey(String text, Bytes request) {}
