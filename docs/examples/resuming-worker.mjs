#!/usr/bin/env node
// A worker for a node's relay that can be killed: another one goes on where it was. In JavaScript without any package.
//
//     node docs/examples/resuming-worker.mjs FOLDER FILES
//
// FOLDER is [tool.relay] dir of the node, whose kinds name "fingerprint_files": one SHA-256 over all files of params.paths, in
// order, which are below the folder FILES. It needs relay.mjs beside it, and ends by Ctrl-C or SIGTERM.
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { serve } from './relay.mjs';

const WORKER = `node-${process.pid}`;
const REPORTS = 20; // of one job: so much of it is lost at most, and what was not reported yet
const [folder, below] = process.argv.slice(2);
if (!folder || !below) {
  console.error('usage: node docs/examples/resuming-worker.mjs FOLDER FILES');
  process.exit(2);
}
const files = realpathSync(below);

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

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

function fingerprint(job, report) {
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

serve(folder, 'fingerprint_files', WORKER, fingerprint);
