// Listens to the node. The browser asks again by itself, with the id of the last event, when a stream ends; where it
// gives up, or hears nothing for long, this does.
import * as store from './store.js';

const SILENCE_MS = 30000;
const AGAIN_MS = 3000;

let source = null;
let watchdog = null;
let onState = () => {};
let onRefused = async () => true;

function heard() {
  clearTimeout(watchdog);
  watchdog = setTimeout(reopen, SILENCE_MS);
  onState(true);
}

function listen(name, take) {
  source.addEventListener(name, (event) => {
    heard();
    take(JSON.parse(event.data));
  });
}

function open() {
  source = new EventSource('/api/v1/events');
  store.TOPICS.forEach((topic) => listen(topic, (item) => store.put(topic, item)));
  listen('reset', () => store.clear());
  listen('gone', (what) => store.remove(what.of, what.key));
  listen('beat', () => {});
  source.onerror = async () => {
    onState(false);
    const mine = source;
    if (mine.readyState === EventSource.CLOSED && await onRefused()) {
      clearTimeout(watchdog);
      watchdog = setTimeout(reopen, AGAIN_MS);
    }
  };
  watchdog = setTimeout(reopen, SILENCE_MS);
}

function reopen() {
  stop();
  onState(false);
  open();
}

/**
 * state: called with whether the node is heard; refused: called when the browser gave up, answers whether to go on.
 */
export function start(state, refused) {
  onState = state;
  onRefused = refused;
  open();
}

export function stop() {
  clearTimeout(watchdog);
  source?.close();
  source = null;
}
