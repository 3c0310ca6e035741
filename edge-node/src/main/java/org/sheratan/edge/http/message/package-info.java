/** Paths about words between people and about groups. */
package org.sheratan.edge.http.message;
