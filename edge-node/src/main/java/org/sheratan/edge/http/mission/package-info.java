/** Paths about missions and tasks. */
package org.sheratan.edge.http.mission;
