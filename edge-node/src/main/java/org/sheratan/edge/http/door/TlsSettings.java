package org.sheratan.edge.http.door;

import javax.net.ssl.SSLContext;

/**
 * How callers are spoken with over TLS 1.2 or 1.3.
 *
 * @param context has the key
 * @param handshakeDeadlineMs from the first byte of the handshake to its end
 */
public record TlsSettings(SSLContext context, long handshakeDeadlineMs) {
  /** A small processor that has just started takes a second for one, and browsers begin several at once. */
  public static final long DEFAULT_HANDSHAKE_MS = 10_000;
  /** Java would keep 20,480 of them, more than the whole heap of a node. */
  private static final int MAX_SESSIONS = 64;

  public TlsSettings {
    context.getServerSessionContext().setSessionCacheSize(MAX_SESSIONS);
  }
}
