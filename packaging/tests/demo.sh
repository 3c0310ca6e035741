#!/usr/bin/env bash
# The demo, as a newcomer and as a program would call it, killed, and stopped with Ctrl-C. It must leave nothing behind.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

export TMPDIR=$work/tmp
export SHERATAN_JAVA_OPTS="-Djava.io.tmpdir=$TMPDIR"
mkdir "$TMPDIR"

none_running() {
  ! pgrep -f -- "$TMPDIR"
}

explain() {
  echo "in the temporary folder:" >&2
  find "$TMPDIR" | head >&2
  echo "running:" >&2
  pgrep -af -- "$TMPDIR" >&2
}

leaves_nothing() {
  [ -z "$(ls -A "$TMPDIR")" ] || { echo "something is left in the temporary folder" >&2 && return 1; }
  none_running || { echo "something is still running" >&2 && return 1; }
}

began=$SECONDS
"$top/sheratan" demo --once --json >"$work/demo.json"
took=$((SECONDS - began))
jq -c . "$work/demo.json"
jq -es 'length == 1 and (.[0] | .nodes == 3 and .jobs_completed >= 3 and .receipts_verified >= 3
  and .reassigned_after_kill >= 1 and .simulated == false)' "$work/demo.json" >/dev/null
[ "$took" -lt 30 ] || { echo "took $took s, allowed are less than 30" >&2 && exit 1; }
leaves_nothing

# Killed without a chance to clean up: its nodes end by themselves, and the next demo removes its folder.
start killed "$top/sheratan" demo
within 30 "the demo accepts jobs" grep "accepted" "$work/killed.log"
stop killed KILL
within 20 "killed: its nodes end by themselves" none_running
[ -n "$(ls -A "$TMPDIR")" ] || { echo "the killed demo removed its folder?" >&2 && exit 1; }

"$top/sheratan" demo --once | tee "$work/demo.txt"
grep -q "receipt" "$work/demo.txt"
leaves_nothing

# Job control gives the demo a process group of its own, so that the signal reaches its nodes too, like Ctrl-C.
set -m
start stays "$top/sheratan" demo
set +m
within 30 "the demo stays" grep "Ctrl-C" "$work/stays.log"

# A plan over the demo's nodes, as docs/api.md says: a list, three shares of it read by whoever bids best, one answer.
home=$(sed -n 's/.*export SHERATAN_HOME=//p' "$work/stays.log")
SHERATAN_HOME=$home "$top/sheratan" mission submit "$top/docs/examples/analyze-folder.json" --wait | tee "$work/mission.txt"
grep -q "^chain ch-.* completed" "$work/mission.txt"
[ "$(sed -n 's/.*"texts": \([0-9]*\).*/\1/p' "$work/mission.txt")" -ge 3 ]
grep -q "^first .* completed .* worker-1 " "$work/mission.txt"
grep -q "^second .* completed .* worker-2 " "$work/mission.txt"
grep -q "^third .* completed .* gateway " "$work/mission.txt"
kill -INT -- "-${pids[stays]}"
reap stays
leaves_nothing
echo "the demo ran in $took s, and leaves nothing behind"
