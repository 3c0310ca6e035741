/** Missions, tasks, jobs and what they share with messages: the values, their names, the job's state machine. */
package org.sheratan.core.mission;
