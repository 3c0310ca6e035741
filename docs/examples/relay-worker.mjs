#!/usr/bin/env node
// A whole worker for a node's relay, in JavaScript without any package: counts the words of params.text.
//
//     node docs/examples/relay-worker.mjs FOLDER
//
// FOLDER is [tool.relay] dir of the node, whose kinds name "count_words". docs/relay.md explains the files. The system tells when
// a job appears, so nothing is looked at again and again. It ends when its input ends, or by Ctrl-C.
import { closeSync, openSync, readFileSync, readdirSync, renameSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KIND = 'count_words';
const WORKER = 'node-example';
const [folder] = process.argv.slice(2);
const jobs = join(folder, 'webrelay_out');
const results = join(folder, 'webrelay_in');

const work = (params) => ({ ok: true, words: String(params.text ?? '').split(/\s+/).filter(Boolean).length, by: WORKER });

function handle(name) {
  const file = join(jobs, name);
  let job;
  try {
    job = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return; // called back meanwhile
  }
  if (job.kind !== KIND || (job.worker_id !== null && job.worker_id !== WORKER)) return;
  try {
    closeSync(openSync(`${file}.claimed`, 'wx'));
  } catch (taken) {
    if (taken.code === 'EEXIST') return; // another worker has it
    throw taken;
  }
  let result;
  try {
    result = work(job.payload.params);
  } catch (failed) {
    result = { ok: false, error: String(failed) }; // the node decides whether to try again
  }
  const part = join(results, `.${job.job_id}.${process.pid}`);
  writeFileSync(part, JSON.stringify(result));
  renameSync(part, join(results, `${job.job_id}.result.json`)); // whole, or not at all
}

const look = () => readdirSync(jobs).filter((name) => name.endsWith('.job.json') && !name.startsWith('.')).sort().forEach(handle);

const watcher = watch(jobs, look);
process.stdin.resume().on('end', () => watcher.close());
look();
console.log('ready');
