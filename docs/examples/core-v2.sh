#!/usr/bin/env bash
# What a client of Sheratan Core v2 does, with curl, against a node whose sheratan.toml says [http] original = true.
# docs/core-v2.md explains it. Another address: CORE=http://127.0.0.1:8001 bash docs/examples/core-v2.sh
set -euo pipefail
core=${CORE:-http://127.0.0.1:8001}

# call METHOD PATH [JSON]: the answer on one line, or the end.
call() {
  local body=()
  [ $# -lt 3 ] || body=(-H 'Content-Type: application/json' --data "$3")
  curl --silent --show-error --fail-with-body -X "$1" "${body[@]}" "$core$2"
}

# member NAME: its text, in the answer read from stdin.
member() { sed -n "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/p"; }

curl --silent --output /dev/null "$core/" || {
  echo "nothing answers at $core. In sheratan.toml: [http] original = true, then start the node again" >&2
  exit 1
}
call GET /
mission=$(call POST /api/missions '{"title":"Look around","description":"What is in the workspace?"}' | member id)
echo "mission $mission"
task=$(call POST "/api/missions/$mission/tasks" '{"name":"list","kind":"list_files","params":{"path":"."}}' | member id)
echo "task $task"

# Its task says what to do; the key makes this the same job however often it is sent.
first=$(call POST "/api/tasks/$task/jobs" '{"payload":{},"priority":"critical","idempotency_key":"look-1-'"$task"'"}' | member id)
again=$(call POST "/api/tasks/$task/jobs" '{"payload":{},"priority":"critical","idempotency_key":"look-1-'"$task"'"}' | member id)
[ "$first" = "$again" ]
echo "job $first"

# Begins when the first has been completed, and has 60 seconds from then on.
second=$(call POST "/api/tasks/$task/jobs" \
  '{"payload":{"kind":"ping","params":{}},"priority":"high","timeout_seconds":60,"depends_on":["'"$first"'"]}' | member id)
call POST "/api/jobs/$second/dispatch"

# 202 while there is no result, then 200.
for _ in $(seq 1 100); do
  status=$(curl --silent --output /dev/null --write-out '%{http_code}' -X POST "$core/api/jobs/$second/sync")
  [ "$status" = 202 ] || break
  sleep 0.3
done
[ "$status" = 200 ]
[ "$(call GET "/api/jobs/$first" | member status)" = completed ]
[ "$(call GET "/api/jobs/$second" | member status)" = completed ]
call GET "/api/jobs/$first"

# Why it did so, and how the node is.
trace=$(call GET "/api/why/job/$first" | sed 's/.*"trace_ids":\["\([^"]*\)".*/\1/')
call GET "/api/why/trace/$trace" | grep -c '"type":"EXECUTE"'
call GET "/api/why/stats?intent=complete_job"
call GET /api/system/state
call GET /api/system/state/history | member next_state
call GET /api/gateway/config
[ "$(call GET /api/status | member status)" = ok ]

call DELETE "/api/missions/$mission"
echo "done"
