/** The HTTP API: NanoHTTPD behind a strict guard, and the JSON shapes of docs/api.md. */
package org.sheratan.edge.http;
