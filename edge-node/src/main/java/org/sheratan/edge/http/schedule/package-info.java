/** Paths about what a node does again and again. */
package org.sheratan.edge.http.schedule;
