/** Paths about why the node did what it did. */
package org.sheratan.edge.http.trace;
