// What every worker for a node's relay does: it waits for jobs of its kind, claims them, and puts results where the node looks.
// docs/relay.md explains the files. The system tells when a job appears, so nothing is looked at again and again.
import { closeSync, openSync, readFileSync, readdirSync, renameSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

class Gone extends Error {} // the job is this worker's no longer

/** Until SIGTERM or Ctrl-C. work(job, report) gives the result; report(done, more) says how far it is, or throws to end the work. */
export function serve(folder, kind, worker, work) {
  const jobs = join(folder, 'webrelay_out');
  const results = join(folder, 'webrelay_in');
  const look = () => readdirSync(jobs)
    .filter((name) => name.endsWith('.job.json') && !name.startsWith('.'))
    .sort()
    .forEach((name) => handle(join(jobs, name), results, kind, worker, work));
  watch(jobs, look);
  console.log('ready');
  look();
}

function handle(file, results, kind, worker, work) {
  const job = read(file);
  if (job.kind !== kind || (job.worker_id !== null && job.worker_id !== worker)) return;
  try {
    closeSync(openSync(`${file}.claimed`, 'wx'));
  } catch (taken) {
    if (taken.code === 'EEXIST') return; // another worker has it
    throw taken;
  }
  const report = (done, more) => {
    if (read(file).attempt !== job.attempt) throw new Gone();
    replace(results, `${job.job_id}.${job.attempt}.progress.json`, { done, ...more });
  };
  let result;
  try {
    result = work(job, report);
  } catch (failed) {
    if (failed instanceof Gone) return;
    result = { ok: false, error: String(failed) }; // the node decides whether to try again
  }
  replace(results, `${job.job_id}.result.json`, result);
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {}; // called back meanwhile
  }
}

function replace(results, name, value) {
  const part = join(results, `.${name}.${process.pid}`);
  writeFileSync(part, JSON.stringify(value));
  renameSync(part, join(results, name)); // whole, or not at all
}
