/** Missions, tasks and jobs: the values, and the job's state machine. */
package org.sheratan.core.mission;
