#!/usr/bin/env node
// A worker for a node's relay, in JavaScript without any package: counts the words of params.text.
//
//     node docs/examples/relay-worker.mjs FOLDER
//
// FOLDER is [tool.relay] dir of the node, whose kinds name "count_words". It needs relay.mjs beside it, and ends by Ctrl-C or SIGTERM.
import { serve } from './relay.mjs';

const WORKER = 'node-example';
const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node docs/examples/relay-worker.mjs FOLDER');
  process.exit(2);
}

serve(folder, 'count_words', WORKER,
  (job) => ({ ok: true, words: String(job.payload.params.text ?? '').split(/\s+/).filter(Boolean).length, by: WORKER }));
