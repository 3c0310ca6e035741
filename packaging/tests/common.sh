# Sourced by the tests from outside that start programs and wait for them: a folder to work in, what runs, and its end.
# shellcheck shell=bash disable=SC2034 # others use them

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
work=$(mktemp -d)
# What runs in the background, by name. Its log is $work/NAME.log.
declare -A pids=()

# A test's own: what else to show when it failed, and what else to take away at its end, with a status of its own.
explain() { :; }
put_back() { :; }

clear_all() {
  local status=$?
  [ "$status" -eq 0 ] || explain || true
  stop_all 2>/dev/null || true
  put_back || status=1
  [ "$status" -eq 0 ] || tail -n 40 -v "$work"/*.log 2>/dev/null || true
  rm -rf --one-file-system "$work"
  exit "$status"
}
trap clear_all EXIT

# start NAME COMMAND...: in the background. The launcher becomes the JVM, so the pid is the program's.
start() {
  local name=$1
  shift
  "$@" >>"$work/$name.log" 2>&1 &
  pids[$name]=$!
}

# stop NAME [SIGNAL]: fails where it has ended before.
stop() {
  kill "-${2:-TERM}" "${pids[$1]}"
  reap "$1"
}

# reap NAME: it ends by itself.
reap() {
  wait "${pids[$1]}" 2>/dev/null || true
  unset "pids[$1]"
}

# All at once, for each takes its time. Fails where one has ended before.
stop_all() {
  local name status=0
  for name in "${!pids[@]}"; do
    kill "${pids[$name]}" || status=1
  done
  for name in "${!pids[@]}"; do
    reap "$name"
  done
  return "$status"
}

# ended NAME
ended() {
  ! kill -0 "${pids[$1]}" 2>/dev/null
}

# within SECONDS WHAT COMMAND...: waits until COMMAND succeeds.
within() {
  local seconds=$1 what=$2 end=$((SECONDS + $1))
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || { echo "not within $seconds s: $what" >&2 && return 1; }
    sleep 0.5
  done
  echo "$what"
}
