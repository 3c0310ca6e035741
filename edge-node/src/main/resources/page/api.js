// Asking the node. What changes something carries the header that no other site's page can send.
import { t } from './words.js';

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? `HTTP ${status}`);
    this.status = status;
    this.code = (body.type ?? '').split(':').pop();
    this.retryAfterS = body.retry_after_s ?? 0;
    this.fix = body.fix ?? '';
  }
}

/** The request or its answer got lost on the way. */
export class Unreached extends Error {}

/** With the ETag of what is answered. */
async function callTagged(method, path, body, headers = {}) {
  const options = { method, credentials: 'same-origin', headers };
  if (method !== 'GET') {
    options.headers['X-Sheratan-Page'] = '1';
  }
  if (body !== undefined) {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  const answer = await fetch(path, options).catch(() => {
    throw new Unreached(t('unreached'));
  });
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Problem(answer.status, json);
  }
  return { json, tag: answer.headers.get('ETag') };
}

const call = async (...request) => (await callTagged(...request)).json;

export const get = (path) => call('GET', path);
export const getTagged = (path) => callTagged('GET', path);
export const post = (path, body) => call('POST', path, body);
/** Only as long as it is what was seen under that tag: done once at most, however often it is asked for. */
export const postIf = (tag, path, body) => call('POST', path, body, { 'If-Match': tag });
/** Why it failed and what to do next, as the node says it. */
export const explain = (problem) => problem.fix ? `${problem.message}. ${t('try', { command: problem.fix })}` : problem.message;

const keys = new Map();

/** Done once, also when the answer got lost and somebody asks for the very same again. */
export async function postOnce(path, body) {
  const what = `${path} ${JSON.stringify(body)}`;
  const key = keys.get(what) ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16)).join('-');
  keys.set(what, key);
  try {
    const answer = await call('POST', path, body, { 'Idempotency-Key': key });
    keys.delete(what);
    return answer;
  } catch (problem) {
    if (problem instanceof Problem && problem.status < 500) {
      keys.delete(what);
    }
    throw problem;
  }
}

export const remove = (path) => call('DELETE', path);
export const removeIf = (tag, path) => call('DELETE', path, undefined, { 'If-Match': tag });
