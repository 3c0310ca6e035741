#!/usr/bin/env node
// A worker for a node's relay that can be killed: another one goes on where it was. In JavaScript without any package.
//
//     node docs/examples/resuming-worker.mjs FOLDER FILES
//
// FOLDER is [tool.relay] dir of the node, whose kinds name "fingerprint_files": one SHA-256 over all files of params.paths, in
// order, which are below the folder FILES. docs/relay.md explains the files. It ends when its input ends, or by Ctrl-C.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readdirSync, realpathSync, renameSync, watch, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const KIND = 'fingerprint_files';
const WORKER = `node-${process.pid}`;
const REPORTS = 20; // of one job: so much of it is lost at most, and what was not reported yet
const [folder, below] = process.argv.slice(2);
const files = realpathSync(below);
const jobs = join(folder, 'webrelay_out');
const results = join(folder, 'webrelay_in');

class Gone extends Error {} // the job is this worker's no longer

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {}; // called back meanwhile
  }
}

function replace(name, value) {
  const part = join(results, `.${name}.${process.pid}`);
  writeFileSync(part, JSON.stringify(value));
  renameSync(part, join(results, name)); // whole, or not at all
}

// Where to go on. A checkpoint comes from another machine: what makes no sense is as good as none.
function start(checkpoint, count) {
  try {
    const { at, sha256: hex } = JSON.parse(checkpoint);
    if (Number.isInteger(at) && at > 0 && at <= count && /^[0-9a-f]{64}$/.test(hex)) return [at, Buffer.from(hex, 'hex')];
  } catch {
    // as below
  }
  return [0, Buffer.alloc(0)];
}

function content(path) {
  const file = realpathSync(join(files, path));
  if (!file.startsWith(files + sep)) throw new Error(`${path} is not below the folder of files`);
  return readFileSync(file);
}

function work(job, report) {
  const { paths } = job.payload.params;
  const [begun, before] = start(job.checkpoint, paths.length);
  let digest = before;
  report(begun / Math.max(1, paths.length), { word: 'begun' }); // from now on the node notices when it dies
  for (let at = begun + 1; at <= paths.length; at++) {
    digest = sha256(digest, sha256(content(paths[at - 1])));
    if (at % Math.max(1, Math.floor(paths.length / REPORTS)) === 0) {
      const checkpoint = JSON.stringify({ at, sha256: digest.toString('hex') });
      report(at / paths.length, { word: `${at} of ${paths.length} files`, partial: { files: at }, checkpoint });
      console.log(`at ${at}`);
    }
  }
  return { ok: true, files: paths.length, sha256: digest.toString('hex'), resumed_from: begun, by: WORKER };
}

function handle(name) {
  const file = join(jobs, name);
  const job = read(file);
  if (job.kind !== KIND || (job.worker_id !== null && job.worker_id !== WORKER)) return;
  try {
    closeSync(openSync(`${file}.claimed`, 'wx'));
  } catch (taken) {
    if (taken.code === 'EEXIST') return; // another worker has it
    throw taken;
  }
  const report = (done, more) => {
    if (read(file).attempt !== job.attempt) throw new Gone();
    replace(`${job.job_id}.${job.attempt}.progress.json`, { done, ...more });
  };
  let result;
  try {
    result = work(job, report);
  } catch (failed) {
    if (failed instanceof Gone) return;
    result = { ok: false, error: String(failed) }; // the node decides whether to try again
  }
  replace(`${job.job_id}.result.json`, result);
}

const look = () => readdirSync(jobs).filter((name) => name.endsWith('.job.json') && !name.startsWith('.')).sort().forEach(handle);

const watcher = watch(jobs, look);
process.stdin.resume().on('end', () => watcher.close());
console.log('ready');
look();
