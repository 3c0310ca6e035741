package org.sheratan.edge.http.door;

import java.util.List;
import java.util.Optional;

/**
 * Where the API listens and what it puts up with.
 *
 * @param bindAddress address or name to listen on; loopback unless the operator says otherwise
 * @param port 1..65535, or 0 for any free port
 * @param hostNames names besides loopback's by which callers may address this node; lower case
 * @param maxConnections open connections at most; more are answered 503
 * @param maxBodyBytes longest request body; longer ones are answered 413
 * @param headDeadlineMs for the whole request head, from its first byte
 * @param bodyDeadlineMs for the whole request body
 * @param idleDeadlineMs before the first byte of a request, the first one of a connection included
 * @param writeDeadlineMs for a client to take the whole response
 * @param answerDeadlineMs for the node to answer a command
 * @param maxWaitMs longest long poll
 * @param tls what callers must speak; empty: HTTP without it
 */
public record HttpSettings(String bindAddress, int port, List<String> hostNames, int maxConnections,
    int maxBodyBytes, long headDeadlineMs, long bodyDeadlineMs, long idleDeadlineMs, long writeDeadlineMs,
    long answerDeadlineMs, long maxWaitMs, Optional<TlsSettings> tls) {
  public static final int DEFAULT_MAX_CONNECTIONS = 64;
  public static final int DEFAULT_MAX_BODY_BYTES = 64 * 1024;

  public HttpSettings {
    hostNames = List.copyOf(hostNames);
  }

  /** Loopback with the default limits. */
  public static HttpSettings loopback(int port) {
    return new HttpSettings("127.0.0.1", port, List.of(), DEFAULT_MAX_CONNECTIONS, DEFAULT_MAX_BODY_BYTES,
        5_000,
        10_000, 15_000, 10_000, 20_000, 60_000, Optional.empty());
  }

  public HttpSettings withBind(String address, List<String> names) {
    return new HttpSettings(address, port, names, maxConnections, maxBodyBytes, headDeadlineMs,
        bodyDeadlineMs,
        idleDeadlineMs, writeDeadlineMs, answerDeadlineMs, maxWaitMs, tls);
  }

  public HttpSettings withLimits(int connections, int bodyBytes) {
    return new HttpSettings(bindAddress, port, hostNames, connections, bodyBytes, headDeadlineMs,
        bodyDeadlineMs,
        idleDeadlineMs, writeDeadlineMs, answerDeadlineMs, maxWaitMs, tls);
  }

  public HttpSettings withDeadlines(long headMs, long bodyMs, long idleMs, long writeMs) {
    return new HttpSettings(bindAddress, port, hostNames, maxConnections, maxBodyBytes, headMs, bodyMs,
        idleMs,
        writeMs, answerDeadlineMs, maxWaitMs, tls);
  }

  public HttpSettings withWaits(long answerMs, long longestWaitMs) {
    return new HttpSettings(bindAddress, port, hostNames, maxConnections, maxBodyBytes, headDeadlineMs,
        bodyDeadlineMs, idleDeadlineMs, writeDeadlineMs, answerMs, longestWaitMs, tls);
  }

  public HttpSettings withTls(TlsSettings terms) {
    return new HttpSettings(bindAddress, port, hostNames, maxConnections, maxBodyBytes, headDeadlineMs,
        bodyDeadlineMs, idleDeadlineMs, writeDeadlineMs, answerDeadlineMs, maxWaitMs, Optional.of(terms));
  }
}
