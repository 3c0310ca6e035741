#!/bin/sh
# Tests of the launcher `sheratan` with made-up JDKs and a made-up Maven: it builds nothing real.
# Arguments with a literal dollar are part of what is tested.
# shellcheck disable=SC2016
set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# fake_jdk FOLDER VERSION [norelease]: its java prints its arguments, one a line.
fake_jdk() {
  mkdir -p "$1/bin"
  cat >"$1/bin/java" <<END
#!/bin/sh
if [ "\$1" = -version ]; then
  echo 'openjdk version "$2" 2026-01-01' >&2
  exit 0
fi
echo "java=$1"
echo "LC_ALL=\${LC_ALL:-}"
for word; do echo "\$word"; done
END
  cp "$1/bin/java" "$1/bin/javac"
  chmod +x "$1/bin/java" "$1/bin/javac"
  if [ "${3:-}" != norelease ]; then
    printf 'IMPLEMENTOR="Test"\nJAVA_VERSION="%s"\nMODULES="java.base x=y"\n' "$2" >"$1/release"
  fi
}

# fake_maven EXIT_STATUS: makes the jars, and notes that it ran.
fake_maven() {
  cat >"$work/path/mvn" <<END
#!/bin/sh
echo ran >>"$work/mvn.ran"
echo '[INFO] Building Sheratan Edge 0.1.0                 [1/4]'
echo 'Downloading from central: something'
echo 'Downloading from central: more'
echo '[INFO] Building edge-node 0.1.0                     [4/4]'
if [ $1 -ne 0 ]; then
  echo '[ERROR] something is wrong'
  exit $1
fi
mkdir -p edge-node/target/app packaging/bench/target/lib
touch edge-node/target/app/sheratan.jar packaging/bench/target/bench-9.jar
END
  chmod +x "$work/path/mvn"
}

# A PATH with the few tools the launcher may use, and no java.
mkdir "$work/path"
for tool in sh dirname readlink sed grep head mkdir rm cat touch flock; do
  ln -s "$(command -v "$tool")" "$work/path/$tool"
done
tree="$work/a tree with spaces"
mkdir "$tree" "$work/jvms" "$work/elsewhere"
cp "$top/sheratan" "$tree/sheratan"

# start COMMAND...: in a bare environment; leaves $work/out, $work/err and sets $status.
start() {
  status=0
  (cd "$work/elsewhere" && env -i PATH="$work/path" SHERATAN_JVMS="$work/jvms" ${java_home:+"JAVA_HOME=$java_home"} \
    "$@") >"$work/out" 2>"$work/err" || status=$?
}

check() { # check NAME CONDITION...
  name=$1
  shift
  if "$@"; then
    echo "ok - $name"
  else
    echo "FAILED - $name (status $status)"
    sed 's/^/  out: /' "$work/out"
    sed 's/^/  err: /' "$work/err"
    failures=$((failures + 1))
  fi
}
says() { grep -qF -- "$1" "$work/err"; }
prints() { grep -qxF -- "$1" "$work/out"; }
lacks() { ! prints "$1"; }
maven_runs() { [ "$(grep -c ran "$work/mvn.ran" 2>/dev/null || true)" = "$1" ]; }
: >"$work/mvn.ran"
java_home=

start "$tree/sheratan" status
check "no java: exit status 1" [ "$status" = 1 ]
check "no java: names the package" says openjdk-25-jdk-headless

fake_jdk "$work/old jdk" 17.0.15
java_home="$work/old jdk"
start "$tree/sheratan" status
check "old JAVA_HOME: exit status 1" [ "$status" = 1 ]
check "old JAVA_HOME: names the package" says openjdk-25-jdk-headless

fake_jdk "$work/jvms/java-25" 25.0.3
start "$tree/sheratan" status
check "no maven: exit status 1" [ "$status" = 1 ]
check "no maven: names the package" says "apt install maven"

fake_maven 3
start "$tree/sheratan" status
check "failed build: exit status 1" [ "$status" = 1 ]
check "failed build: shows Maven's error" says "[ERROR] something is wrong"
check "failed build: names the log" says "launcher-build.log"

fake_maven 0
: >"$work/mvn.ran"
start "$tree/sheratan" status
check "first start: builds and runs" [ "$status" = 0 ]
check "first start: a line for each module" says "Building edge-node 0.1.0"
check "first start: says once that it fetches" [ "$(grep -c fetching "$work/err")" = 1 ]
check "first start: keeps the standard output clean" [ "$(head -n 1 "$work/out")" = "java=$work/jvms/java-25" ]
start "$tree/sheratan" status
check "later starts: no Maven" maven_runs 1
check "later starts: nothing to say" [ ! -s "$work/err" ]

start "$tree/sheratan" build
check "build: builds again" maven_runs 2

# A build that takes until we say so, and a second start meanwhile.
rm "$tree/edge-node/target/app/sheratan.jar"
mkfifo "$work/go"
sed -i "2i read -r line <'$work/go'" "$work/path/mvn"
: >"$work/mvn.ran"
(cd "$work/elsewhere" && env -i PATH="$work/path" SHERATAN_JVMS="$work/jvms" "$tree/sheratan" status) >"$work/out1" 2>"$work/err1" &
first=$!
until grep -q building "$work/err1" || ! kill -0 "$first"; do :; done
(cd "$work/elsewhere" && env -i PATH="$work/path" SHERATAN_JVMS="$work/jvms" "$tree/sheratan" status) >"$work/out" 2>"$work/err" &
second=$!
until grep -q waiting "$work/err" || ! kill -0 "$second"; do :; done
echo go >"$work/go"
wait "$first"
status=0
wait "$second" || status=$?
check "two first starts: the second waits, then runs" [ "$status" = 0 ]
check "two first starts: it says what for" says "another start is building; waiting for it"
check "two first starts: one build" maven_runs 1
check "two first starts: both run" grep -qx status "$work/out1"
fake_maven 0
: >"$work/mvn.ran"
echo ran >"$work/mvn.ran"
echo ran >>"$work/mvn.ran"

start "$tree/sheratan" status
check "C locale: file names are UTF-8" prints LC_ALL=C.UTF-8
check "C locale: text stays ASCII" prints -Dsheratan.ascii=true
start LANG=de_DE.UTF-8 "$tree/sheratan" status
check "UTF-8 locale: as it is" prints LC_ALL=
check "UTF-8 locale: text is UTF-8" lacks -Dsheratan.ascii=true
start LANG=de_DE.UTF-8 LC_ALL=C "$tree/sheratan" status
check "LC_ALL=C goes before LANG" prints LC_ALL=C.UTF-8

start "$tree/sheratan" job submit --wait 'two words' '' 'a"b' '$x'
check "arguments arrive whole" prints "two words"
check "arguments arrive unexpanded" prints '$x'
check "quotes arrive" prints 'a"b'
check "an empty argument arrives" prints ""
check "old JAVA_HOME is passed over for a newer one" prints "java=$work/jvms/java-25"
check "the jar of the tree" prints "$tree/edge-node/target/app/sheratan.jar"
check "native access is allowed" prints "--enable-native-access=ALL-UNNAMED"

ln -s "a tree with spaces/sheratan" "$work/first link"
ln -s "$work/first link" "$work/elsewhere/second link"
start "./second link" status
check "through two symbolic links" prints "$tree/edge-node/target/app/sheratan.jar"
check "names itself to the program" prints "-Dsheratan.launcher=$tree/sheratan"
check "tells how it was called" prints "-Dsheratan.called=./second link"
ln -s "$tree/sheratan" "$work/path/sheratan"
start "$work/path/sheratan" status
check "found by PATH, it was called by its bare name" prints "-Dsheratan.called=sheratan"
rm "$work/path/sheratan"

start "$tree/sheratan" run
check "run: small heap" prints -Xmx32m
check "run: with the fast compiler" lacks -XX:TieredStopAtLevel=1
check "run: compiles what runs often" prints -XX:CompileThresholdScaling=4
check "run: ends when memory is out" prints -XX:+ExitOnOutOfMemoryError
start "$tree/sheratan" sim up
check "sim: big heap" prints -Xmx1g
start "$tree/sheratan" bench frame --json
check "bench: its own class path" prints "$tree/packaging/bench/target/bench-9.jar:$tree/packaging/bench/target/lib/*"
check "bench: its own arguments" [ "$(tail -n 2 "$work/out" | head -n 1)" = frame ]

fake_jdk "$work/new jdk" 26
java_home="$work/new jdk"
start "$tree/sheratan" status
check "JAVA_HOME first, with spaces" prints "java=$work/new jdk"

java_home=
fake_jdk "$work/bare" 25-ea norelease
ln -s "$work/bare/bin/java" "$work/path/java"
start "$tree/sheratan" status
check "PATH second, without a release file" prints "java=$work/bare"
rm "$work/path/java"

mkdir -p "$work/usr/bin" "$work/usr/lib/sheratan"
cp "$top/sheratan" "$work/usr/bin/sheratan"
start "$work/usr/bin/sheratan" status
check "installed without its jar: exit status 1" [ "$status" = 1 ]
touch "$work/usr/lib/sheratan/sheratan.jar"
start "$work/usr/bin/sheratan" status
check "installed: ../lib/sheratan" prints "$work/usr/lib/sheratan/sheratan.jar"
start "$work/usr/bin/sheratan" build
check "installed: does not build" [ "$status" = 2 ]
check "installed: never calls Maven" maven_runs 2
rm -rf "$work/jvms/java-25"
start "$work/usr/bin/sheratan" status
check "installed, no java: exit status 1" [ "$status" = 1 ]
check "installed, no java: names the runtime package" says openjdk-25-jre-headless
fake_jdk "$work/usr/lib/sheratan/runtime" 25.0.3
start "$work/usr/bin/sheratan" status
check "installed: brings its own java" prints "java=$work/usr/lib/sheratan/runtime"
check "installed: Java's own words go to the standard error" prints -Xlog:all=warning:stderr
check "installed without an archive: names none" lacks "-XX:SharedArchiveFile=$work/usr/lib/sheratan/sheratan.jsa"
touch "$work/usr/lib/sheratan/sheratan.jsa"
start "$work/usr/bin/sheratan" status
check "installed: with the archive of loaded classes" prints "-XX:SharedArchiveFile=$work/usr/lib/sheratan/sheratan.jsa"
check "installed: its arguments last" [ "$(tail -n 1 "$work/out")" = status ]

[ "$failures" = 0 ] || { echo "$failures failed" >&2 && exit 1; }
