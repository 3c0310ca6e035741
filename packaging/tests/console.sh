#!/usr/bin/env bash
# The serial console over real pseudo-terminals: a daemon with one, and picocom and minicom at the other end, driven by
# expect. Setup code, password, commands, machine mode, log, a device that goes and comes back, safe mode, factory reset;
# it goes on without the API and without a node. The transcript in docs/console.md is what comes out of it.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# line: joins two terminals, as a cable joins two serial ports.
line() {
  start line socat "pty,raw,echo=0,link=$work/node-end" "pty,raw,echo=0,link=$work/user-end"
  within 5 "the cable is plugged in" test -e "$work/user-end"
}

node() {
  start node "$top/sheratan" run --data-dir "$work/n"
  within 20 "the node has its console" bash -c "[ \$(grep -c 'event=console device' '$work/node.log') -ge $1 ]"
}

gone() {
  within 20 "the node has ended" ended node
  reap node
}

# talk WHAT: expect over picocom, with the procedures below; the log keeps what was seen.
talk() {
  {
    cat <<'END'
set timeout 20
log_user 0
proc seen {what} {
  expect {
    -ex $what {}
    timeout { puts stderr "never came: $what"; exit 1 }
    eof { puts stderr "closed before: $what"; exit 1 }
  }
}
proc say {words} { send -- "$words\r" }
# A terminal program drops what comes while it starts.
proc knock {} {
  for {set tries 0} {$tries < 20} {incr tries} {
    send "\025\r"
    expect -timeout 1 "sheratan> " { return }
  }
  puts stderr "no prompt"
  exit 1
}
proc leave {} { send "\001\030"; expect eof }
END
    cat
  } >"$work/talk.exp"
  expect "$work/talk.exp" "$work" || { echo "failed: $1" >&2 && return 1; }
  echo "$1"
}

"$top/sheratan" init --data-dir "$work/n" --name node-a >/dev/null
cat >>"$work/n/sheratan.toml" <<END
[udp]
interfaces = ["lo"]
discovery_port = $((20000 + $$ % 20000))
[http]
enabled = false
[console]
device = "$work/node-end"
END

line
# The terminal is there before the node is, as beside a board that is being plugged in.
touch "$work/transcript.log"
talk "a newcomer sets the password and looks around (picocom)" <<'END' &
log_file -noappend -a [lindex $argv 0]/transcript.log
spawn picocom -q -b 115200 --nolock [lindex $argv 0]/user-end
seen "Sheratan edge"
seen "serial console ready"
seen {[WARN] radio          none found}
seen {[WARN] web            not listening}
expect -re {Setup code: ([2-9A-Z]{4}-[2-9A-Z]{4}) \(one use, expires 15 min\)}
set code $expect_out(1,string)
seen "sheratan> "
say "stastux\b\b\b\btus"
seen "peers      0"
seen "sheratan> "
say "login"
seen "Setup code: "
say "AAAA-AAAA"
seen "error: the setup code is wrong"
seen "sheratan> "
say "net"
seen "sign in first"
seen "sheratan> "
say "help"
seen "* after login"
seen "sheratan> "
say "login"
seen "Setup code: "
say $code
seen "New password"
say "hidden word 1"
seen "Again: "
say "hidden word 1"
seen "password set"
seen "sheratan# "
say "net"
seen "udp   up"
seen "sheratan# "
say "log follow"
seen "event=console-password"
send "\003"
seen "sheratan# "
say "logout"
seen "signed out"
leave
END
newcomer=$!
within 10 "a terminal waits" grep -q spawn "$work/transcript.log"
node 1
wait "$newcomer"

# What a person saw, with what differs from start to start as docs/console.md has it.
tr -d '\000' <"$work/transcript.log" | sed 's/\r*$//; s/.*\r//' |
  sed -E 's/edge [0-9][^ ]* /edge VERSION /; s/[2-9A-Z]{4}-[2-9A-Z]{4}/K7F3-9QXM/; s/[0-9.]+ [GM]iB free/26.1 GiB free/
    s/.*OK . clock .*/ [WAIT] clock          no NTP\/GPS\/RTC: using logical time/
    s|'"$work"'/n|/var/lib/sheratan|; s/ +$//' |
  awk '/^Sheratan edge/ { print } / OK . storage/ && !checks { checks = 1; showing = 1 }
    /^sheratan>/ { showing = 0 } /^sheratan> net/ { showing = 1; talk = 1 } talk && /^sheratan>/ { showing = 1 }
    /^sheratan# net/ { exit } showing { print }' >"$work/transcript.txt"
awk '/^```text$/ { inside = 1; next } /^```$/ { inside = 0 } inside { print }' "$top/docs/console.md" >"$work/documented.txt"
diff -u "$work/documented.txt" "$work/transcript.txt" || { echo "docs/console.md shows something else" >&2 && exit 1; }
echo "the transcript is as documented"
! grep -q "hidden word" "$work/transcript.log" "$work/node.log" || { echo "a secret was shown" >&2 && exit 1; }
! grep -rq "hidden word" "$work/n" || { echo "a secret was kept" >&2 && exit 1; }

talk "arrow keys and lines ended by LF alone work too (minicom)" <<'END'
set env(TERM) vt100
set stty_init "rows 24 cols 80"
spawn minicom -b 115200 -o -D [lindex $argv 0]/user-end
seen "Press CTRL-A"
send "\rver\n"
seen "Sheratan edge"
send "\033\[A\177\177\177uptime\r"
seen ", start number 1"
send "\001x"
expect {
  "Yes" { send "\r" }
}
expect eof
END

talk "a program asks by AT commands" <<'END'
spawn picocom -q -b 115200 --nolock [lindex $argv 0]/user-end
knock
say "ATE0"
seen "OK"
say "AT+VER?"
seen "+VER: "
seen ",node-a,"
seen "OK"
say "AT+NOISE?"
seen "+ERR: 4,"
say "AT+PING=nobody,1"
seen "+ERR: 5,sign in first"
say "ATZ"
seen "ERROR"
say "uptime"
seen "sheratan> "
leave
END

# A line of a megabyte, then noise: refused, and the next command is answered.
{
  head -c 1000000 /dev/zero | tr '\0' x
  printf '\r'
  head -c 20000 /dev/urandom
  printf '\003\r'
} >"$work/user-end"
talk "a megabyte and noise do no harm" <<'END'
spawn picocom -q -b 115200 --nolock [lindex $argv 0]/user-end
knock
# Ctrl-C leads out of whatever the noise has left behind.
send "\003"
say "uptime"
seen ", start number 1"
leave
END

stop line
within 10 "the node misses its device" grep -q "event=console-lost" "$work/node.log"
line
within 20 "the device is back" bash -c "[ \$(grep -c 'event=console device' '$work/node.log') -ge 2 ]"

talk "safe mode, after signing in again" <<'END'
spawn picocom -q -b 115200 --nolock [lindex $argv 0]/user-end
knock
say "login"
seen "Password: "
say "wrong word"
seen "is wrong"
say "login"
seen "Password: "
say "hidden word 1"
seen "sheratan# "
say "safe-mode on"
seen "now reboot"
say "reboot"
seen "the node stops now"
leave
END
gone
node 3
talk "safe mode starts as little as possible" <<'END'
spawn picocom -q -b 115200 --nolock [lindex $argv 0]/user-end
knock
say "status"
seen {[HELD] safe mode}
seen "sheratan> "
say "login"
seen "Password: "
say "hidden word 1"
seen "sheratan# "
say "safe-mode off"
seen "now reboot"
say "factory-reset"
seen "Type node-a to erase it: "
say "yes"
seen "nothing was erased"
say "reboot"
seen "the node stops now"
leave
END
gone

mv "$work/n/network.key" "$work/network.key"
node 4
talk "the console says why a node does not start" <<'END'
spawn picocom -q -b 115200 --nolock [lindex $argv 0]/user-end
knock
say "status"
seen {[FAIL] node           no network key}
seen "sheratan> "
say "login"
seen "Password: "
say "hidden word 1"
seen "sheratan# "
say "factory-reset"
seen "Type node-a to erase it: "
say "node-a"
seen "erased at the next start"
leave
END
gone
before=$(cat "$work/n/identity.key")
node 5
talk "a factory reset makes the node new, and asks for a setup code again" <<'END'
spawn picocom -q -b 115200 --nolock [lindex $argv 0]/user-end
knock
say "setup-code"
seen "Setup code: "
say "status"
seen {[ OK ] storage}
leave
END
[ "$before" != "$(cat "$work/n/identity.key")" ]
stop node
