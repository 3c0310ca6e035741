#!/usr/bin/env bash
# Nodes started by hand in network namespaces of their own, joined by virtual cables on which 20 % of all UDP
# packets are lost: two face to face, and three in a line whose outer two hear only the middle one. Needs root.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

tag=shr$$
spaces=()

if [ "$(id -u)" -ne 0 ]; then
  echo "network namespaces need root; not run, so not passed" >&2
  exit 1
fi
for tool in ip nft jq; do
  command -v "$tool" >/dev/null || { echo "$tool is missing; not run, so not passed" >&2 && exit 1; }
done

explain() {
  local space name
  for space in "${spaces[@]}"; do
    name=${space#"$tag-"}
    echo "== what $name knows"
    in_space "$name" node list 2>&1 || true
  done
}

# Whatever is still in a namespace is ours, and a failure.
put_back() {
  local space pid status=0
  for space in "${spaces[@]}"; do
    for pid in $(ip netns pids "$space"); do
      echo "process $pid was left in $space" >&2
      kill -KILL "$pid" || true
      status=1
    done
    ip netns del "$space" || true
  done
  return "$status"
}

# space NAME: a namespace that loses a fifth of the UDP packets it receives, its own loopback apart.
space() {
  local space=$tag-$1
  ip netns add "$space" || { echo "cannot make network namespaces here; not run, so not passed" >&2 && exit 1; }
  spaces+=("$space")
  ip -n "$space" link set lo up
  ip netns exec "$space" nft -f - <<'END'
table inet loss {
  counter lost {}
  chain input {
    type filter hook input priority 0;
    iif != lo meta l4proto udp numgen random mod 100 < 20 counter name lost drop
  }
}
END
}

# cable LEFT RIGHT NETWORK: joins two namespaces; their addresses are NETWORK.1 and NETWORK.2.
cable() {
  ip link add "to-$2" netns "$tag-$1" type veth peer name "to-$1" netns "$tag-$2"
  ip -n "$tag-$1" addr add "$3.1/24" broadcast + dev "to-$2"
  ip -n "$tag-$2" addr add "$3.2/24" broadcast + dev "to-$1"
  ip -n "$tag-$1" link set "to-$2" up
  ip -n "$tag-$2" link set "to-$1" up
}

# in_space NAME COMMAND...: sheratan, as the node NAME's operator would call it.
in_space() {
  local name=$1
  shift
  ip netns exec "$tag-$name" "$top/sheratan" "$@" --data-dir "$work/$name"
}

# node NAME WORKER: sets a node up, the first founding the network that the others join, and starts its daemon.
node() {
  local join=()
  if [ -e "$work/network.key" ]; then
    join=(--network-key "$work/network.key")
  fi
  in_space "$1" init --name "$1" "${join[@]}" --json >"$work/$1.init"
  cp -n "$work/$1/network.key" "$work/network.key"
  if [ "$2" = worker ]; then
    mkdir -p "$work/$1/workspace"
    echo "hello from $1" >"$work/$1/workspace/hello.txt"
  else
    printf '[worker]\nenabled = false\n' >>"$work/$1/sheratan.toml"
  fi
  # Down to Java each becomes the next: the pid is the daemon's own.
  start "$1" ip netns exec "$tag-$1" "$top/sheratan" run --data-dir "$work/$1"
}

# knows NAME PEER HOPS: whether NAME has a way of that many hops to PEER, and its card.
knows() {
  in_space "$1" node list --json 2>/dev/null | jq -e --slurpfile peer "$work/$2.init" --argjson hops "$3" \
    '.nodes // [] | any(.id == $peer[0].id and .hops == $hops
    and .capabilities != null)' >/dev/null
}

# logged NAME TEXT: in a line about its link. logged_last: in the last such line.
logged() {
  grep 'event=link' "$work/$1.log" | grep -qF -- "$2"
}
logged_last() {
  grep 'event=link' "$work/$1.log" | tail -n 1 | grep -qF -- "$2"
}

# passes_a_job SUBMITTER WORKER: one job from one to the other, with a receipt.
passes_a_job() {
  local job=$work/job.json
  in_space "$1" job submit --kind read_file --param path=hello.txt --wait --json >"$job"
  if ! jq -e --slurpfile worker "$work/$2.init" \
    '.state == "completed" and .worker_id == $worker[0].id and .receipt != null' "$job" >/dev/null; then
    cat "$job"
    return 1
  fi
  in_space "$1" receipt verify "$(jq -r .id "$job")" --json | jq -e '.valid' >/dev/null
  echo "  $(jq -r '"\(.id) completed by \(.worker) in \(.took_s) s"' "$job")"
}

lost() {
  ip netns exec "$tag-$1" nft -j list counter inet loss lost | jq '[.nftables[].counter // empty | .packets] | add'
}

echo "two nodes, face to face"
space a
space b
cable a b 10.77.1
node a no-worker
node b worker
within 60 "a knows b" knows a b 1
for _ in 1 2 3; do
  passes_a_job a b
done
echo "  packets lost: $(lost a) and $(lost b)"
[ "$(lost b)" -gt 0 ]
ip -n "$tag-a" link set to-b down
within 20 "a lost its cable" logged a 'up=false why="no interface is up"'
ip -n "$tag-a" link set to-b up
within 20 "a has it again" logged_last a 'up=true why="on to-b"'
passes_a_job a b
echo "  and again after the cable was out"
stop_all

echo "three nodes in a line"
rm -f "$work/network.key"
space left
space middle
space right
cable left middle 10.77.2
cable middle right 10.77.3
node left no-worker
node middle no-worker
node right worker
within 90 "left knows right, two hops away" knows left right 2
for _ in 1 2 3; do
  passes_a_job left right
done
echo "  packets lost: $(lost left), $(lost middle) and $(lost right)"
stop_all
echo "passed"
