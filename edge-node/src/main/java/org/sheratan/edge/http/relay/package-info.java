/** Paths for workers outside of the process: taking a job, reporting on it, bringing its result. */
package org.sheratan.edge.http.relay;
