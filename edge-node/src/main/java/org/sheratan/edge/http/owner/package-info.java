/** Whose things a request would change. */
package org.sheratan.edge.http.owner;
