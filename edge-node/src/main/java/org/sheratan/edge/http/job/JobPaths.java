package org.sheratan.edge.http.job;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.custody.CustodyLimits;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.LongPoll;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.NodeNames;
import org.sheratan.edge.http.route.Query;
import org.sheratan.edge.http.route.RequestOrigin;
import org.sheratan.edge.http.route.Router;

/** {@code /api/v1/jobs} and below, those of a task, and dead letters. */
public final class JobPaths {
  private static final int ID_SEGMENT = 3;
  private static final List<JobState> STATES = List.of(JobState.values());
  private static final List<FailureClass> CLASSES = List.of(FailureClass.values());

  private final NodeDesk desk;
  private final LongPoll polls;
  private final JobDesk jobs;

  public JobPaths(NodeDesk desk, LongPoll polls, ApiParts parts) {
    this.desk = desk;
    this.polls = polls;
    this.jobs = new JobDesk(desk, parts);
  }

  public void addTo(Router router) {
    router.on(JobOperations.LIST, this::list).on(JobOperations.SUBMIT, this::submit)
        .on(JobOperations.SHOW, this::show).on(JobOperations.OF_TASK, this::listOfTask)
        .on(JobOperations.CANCEL, this::cancel).on(JobOperations.DEAD, this::listDead)
        .on(JobOperations.REQUEUE, this::requeue);
  }

  private HttpResponse submit(HttpRequest request) throws HttpRefusal {
    Command.Submit submit = JobSpecJson.read(request);
    return created(
        desk.ask(request.room(), submit, Answer.Accepted.class, CustodyLimits.patienceMs(submit.spec())));
  }

  private HttpResponse created(Answer.Accepted accepted) throws HttpRefusal {
    int status = accepted.job().state() == JobState.HELD ? 202 : accepted.known() ? 200 : 201;
    return jobs.shown(status, accepted.job())
        .with("Location", JobOperations.JOBS + "/" + accepted.job().id());
  }

  private HttpResponse list(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request);
    Answer.Jobs page = desk.ask(new Command.ListJobs(query.oneOf("state", STATES, JobState::word),
        query.parsed("after", JobId::parse), query.limit()), Answer.Jobs.class);
    return page(page);
  }

  private HttpResponse page(Answer.Jobs page) throws HttpRefusal {
    NodeNames names = NodeNames.ask(desk);
    List<Json> jobs = page.jobs().stream().<Json>map(job -> JobJson.summary(job, names)).toList();
    return HttpResponse.json(200, Json.Obj.EMPTY.with("jobs", new Json.Arr(jobs)).with("next",
        JsonWords.text(page.next().map(JobId::toString))));
  }

  private HttpResponse listOfTask(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request);
    TaskId task = Query.parsed("task id", request.path().get(ID_SEGMENT), TaskId::parse);
    return page(desk.ask(new Command.ListTaskJobs(task, query.parsed("after", JobId::parse), query.limit()),
        Answer.Jobs.class));
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request);
    JobId id = id(request);
    Optional<JobState> seen = query.oneOf("seen", STATES, JobState::word);
    Job job = polls.await(request.room(), () -> desk.ask(new Command.Show(id), Answer.OneJob.class).job(),
        found -> found.state().terminal() || seen.orElse(found.state()) != found.state(),
        polls.waitMs(query));
    return jobs.answer(request, job);
  }

  private HttpResponse cancel(HttpRequest request) throws HttpRefusal {
    JobId id = id(request);
    return jobs.shown(200,
        desk.ask(jobs.ifExpected(request, id, new Command.Cancel(id)), Answer.OneJob.class).job());
  }

  private HttpResponse listDead(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request);
    return page(desk.ask(new Command.ListDead(query.oneOf("class", CLASSES, FailureClass::word),
        query.parsed("after", JobId::parse), query.limit()), Answer.Jobs.class));
  }

  private HttpResponse requeue(HttpRequest request) throws HttpRefusal {
    JobId id = id(request);
    return created(desk.ask(
        jobs.ifExpected(request, id, new Command.Requeue(id, RequestOrigin.of(request))),
        Answer.Accepted.class));
  }

  private static JobId id(HttpRequest request) {
    return JobDesk.id(request, ID_SEGMENT);
  }
}
