package org.sheratan.edge.http.schedule;

import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Ownership;
import org.sheratan.edge.http.route.Parameter;

/** What can be asked about schedules. */
final class ScheduleOperations {
  static final String SCHEDULES = "/api/v1/schedules";
  private static final String SCHEDULE = SCHEDULES + "/{schedule}";

  static final Operation LIST = Operation
      .get(SCHEDULES, "listSchedules", "What the node does again and again.").gives(200, "ScheduleList");
  static final Operation ADD = Operation
      .post(Scope.SUBMIT, SCHEDULES, "addSchedule", "One more thing to do again and again.")
      .with(Parameter.IDEMPOTENCY_KEY).takes("ScheduleRequest").gives(200, "Schedule", "Location")
      .gives(201, "Schedule", "Location").refuses(409);
  static final Operation SHOW = Operation.get(SCHEDULE, "getSchedule", "One schedule.")
      .gives(200, "Schedule", "ETag").tagged()
      .refuses(404);
  static final Operation REMOVE = Operation
      .delete(Scope.SUBMIT, SCHEDULE, "removeSchedule", "Ends a schedule; a job it became goes on.")
      .changes(Ownership.MAKER)
      .with(Parameter.IF_MATCH).gives(200, "Removed").refuses(404, 412);

  private ScheduleOperations() {}
}
