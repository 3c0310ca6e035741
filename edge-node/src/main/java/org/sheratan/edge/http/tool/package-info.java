/** Paths about kinds of jobs: their parameters, and who runs them. */
package org.sheratan.edge.http.tool;
