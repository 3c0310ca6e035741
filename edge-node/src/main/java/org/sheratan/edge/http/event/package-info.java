/** What changes at the node, told to whoever listens: server-sent events, and the latest lines of the log. */
package org.sheratan.edge.http.event;
