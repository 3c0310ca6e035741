package org.sheratan.edge.http.job;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.wire.JobStamp;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.EntityTag;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.NodeNames;
import org.sheratan.edge.http.route.Query;
import org.sheratan.kernel.Bytes;

/** One job: how a request names it, what it expects it to be, and how it is shown. */
final class JobDesk {
  private final NodeDesk desk;
  private final JobJson shapes;

  JobDesk(NodeDesk desk, ApiParts parts) {
    this.desk = desk;
    this.shapes = new JobJson(parts.network());
  }

  static JobId id(HttpRequest request, int segment) {
    return Query.parsed("job id", request.path().get(segment), JobId::parse);
  }

  /** What If-Match says the job is; the node compares once more, when it acts. */
  Command ifExpected(HttpRequest request, JobId id, Command then) throws HttpRefusal {
    if (!EntityTag.expected(request)) {
      return then;
    }
    Bytes stamp = JobStamp.of(desk.ask(new Command.Show(id), Answer.OneJob.class).job());
    EntityTag.of(stamp).check(request, "job " + id, "sheratan job show " + id);
    return new Command.IfUnchanged(id, stamp, then);
  }

  HttpResponse shown(int status, Job job) throws HttpRefusal {
    return HttpResponse.json(status, full(job)).with("ETag", tag(job).text());
  }

  /** Nothing but its tag where the request has it as it is. */
  HttpResponse answer(HttpRequest request, Job job) throws HttpRefusal {
    return tag(job).answer(request, full(job));
  }

  private static EntityTag tag(Job job) {
    return EntityTag.of(JobStamp.of(job));
  }

  private Json.Obj full(Job job) throws HttpRefusal {
    return shapes.full(job, job.worker().isPresent() ? NodeNames.ask(desk) : NodeNames.none());
  }
}
