package org.sheratan.core.lcp;

import java.util.List;

import org.sheratan.core.json.Json;

/** What a job's result means for the chain that the job belongs to. */
public sealed interface Envelope {
  /** An ordinary result. */
  record Plain() implements Envelope {}

  /** More is to be done. */
  record FollowUps(List<FollowUp> jobs) implements Envelope {
    public FollowUps {
      jobs = List.copyOf(jobs);
    }
  }

  /** The chain has its answer. */
  record FinalAnswer(Json answer) implements Envelope {}

  /** The files that later jobs of the chain are about. */
  record FilesListed(List<String> files) implements Envelope {
    public FilesListed {
      files = List.copyOf(files);
    }
  }

  /** What was found out about one file; the answer of its branch. */
  record Analysis(String targetFile, Json.Obj body) implements Envelope {}

  /** The job says itself that it failed. */
  record Failed(String error) implements Envelope {}
}
