/** NanoHTTPD behind a strict guard: sockets, heads, refusals, responses. */
package org.sheratan.edge.http.door;
