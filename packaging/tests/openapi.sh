#!/usr/bin/env bash
# What a running daemon says of its API, looked at by a linter that is not ours: Redocly's, from npm, which
# asks nobody. packaging/tests/openapi.sh
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

made=$top/target/openapi-test
mkdir -p "$made"
cp "$top"/packaging/tests/openapi/* "$made"
(cd "$made" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$work/npm.log"

"$top/sheratan" init --data-dir "$work/n" --name node-a >/dev/null
cat >>"$work/n/sheratan.toml" <<END
[udp]
interfaces = ["lo"]
port = 0
discovery_port = $((20000 + $$ % 20000))
[http]
port = 0
END
start node "$top/sheratan" run --data-dir "$work/n"
within 30 "the node answers" test -s "$work/n/api-address"
# Without a token, as anybody may.
node -e 'fetch(process.argv[1]).then(async r => { if (!r.ok) throw r.status; process.stdout.write(await r.text()) })' \
  "$(cat "$work/n/api-address")/openapi.json" >"$made/openapi.json"
(cd "$made" && REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true node_modules/.bin/redocly lint openapi.json)
stop node
