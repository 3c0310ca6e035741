/** Paths about jobs. */
package org.sheratan.edge.http.job;
