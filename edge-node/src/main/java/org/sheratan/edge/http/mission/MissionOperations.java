package org.sheratan.edge.http.mission;

import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Ownership;
import org.sheratan.edge.http.route.Parameter;

/** What can be asked about missions, tasks, plans and chains. */
final class MissionOperations {
  static final String MISSIONS = "/api/v1/missions";
  static final String TASKS = "/api/v1/tasks";
  static final String CHAINS = "/api/v1/chains";
  private static final String MISSION = MISSIONS + "/{mission}";
  private static final String CHAIN = CHAINS + "/{chain}";
  private static final String LOCATION = "Location";
  private static final Parameter AFTER = Parameter.text("after", "Goes on behind this one: next of a page.");

  static final Operation LIST = Operation.get(MISSIONS, "listMissions", "Missions, newest first.")
      .with(AFTER, Parameter.LIMIT).gives(200, "MissionPage");
  static final Operation CREATE = Operation.post(Scope.SUBMIT, MISSIONS, "createMission", "A new goal.")
      .with(Parameter.IDEMPOTENCY_KEY).gives(200, "Mission", "ETag", LOCATION).takes("MissionRequest")
      .gives(201, "Mission", "ETag", LOCATION).refuses(409);
  static final Operation SHOW = Operation.get(MISSION, "getMission", "One mission.")
      .gives(200, "Mission", "ETag").tagged().refuses(404);
  static final Operation REPLACE = Operation
      .put(Scope.SUBMIT, MISSION, "replaceMission", "Says anew all that is said of a mission.")
      .changes(Ownership.MAKER)
      .with(Parameter.IF_MATCH)
      .takes("MissionRequest").gives(200, "Mission", "ETag").refuses(404, 409, 412);
  static final Operation DELETE = Operation
      .delete(Scope.SUBMIT, MISSION, "deleteMission",
          "Takes a mission away with its tasks and their jobs; those under way are canceled.")
      .changes(Ownership.MAKER)
      .with(Parameter.IF_MATCH).gives(200, "Deleted").refuses(404, 409, 412);
  static final Operation LIST_TASKS = Operation
      .get(MISSION + "/tasks", "listTasks", "The tasks of a mission, newest first.")
      .with(AFTER, Parameter.LIMIT).gives(200, "TaskPage").refuses(404);
  static final Operation CREATE_TASK = Operation
      .post(Scope.SUBMIT, MISSION + "/tasks", "createTask", "A new step of a mission.")
      .changes(Ownership.MAKER).with(Parameter.IDEMPOTENCY_KEY).takes("TaskRequest")
      .gives(200, "Task", LOCATION).gives(201, "Task", LOCATION).refuses(404, 409);
  static final Operation SHOW_TASK = Operation.get(TASKS + "/{task}", "getTask", "One task.")
      .gives(200, "Task", "ETag").tagged().refuses(404);
  static final Operation PLAN = Operation
      .post(Scope.SUBMIT, MISSIONS + "/plan", "submitPlan",
          "A mission with all its steps: accepted and on disk, done meanwhile.")
      .with(Parameter.IDEMPOTENCY_KEY).takes("PlanRequest").gives(202, "Chain", LOCATION)
      .gives(200, "Chain", LOCATION).refuses(404, 409, 422);
  static final Operation LIST_CHAINS = Operation
      .get(MISSION + "/chains", "listChains", "The chains of a mission, newest first.")
      .gives(200, "ChainList").refuses(404);
  static final Operation BEGIN = Operation
      .post(Scope.SUBMIT, CHAINS, "beginChain", "A job of a task whose result may ask for more jobs.")
      .changes(Ownership.MAKER)
      .with(Parameter.IDEMPOTENCY_KEY).takes("JobRequest").gives(202, "Chain", LOCATION)
      .gives(200, "Chain", LOCATION)
      .refuses(404, 409, 422);
  static final Operation SHOW_CHAIN = Operation
      .get(CHAIN, "getChain", "One chain, at once or when it has ended.")
      .with(Parameter.WAIT).gives(200, "Chain", "ETag").tagged().refuses(404);
  static final Operation CONTEXT = Operation
      .get(CHAIN + "/context", "getChainContext", "What a chain found, in the original's words.")
      .gives(200, "ChainContext", "ETag").tagged().refuses(404);

  private MissionOperations() {}
}
