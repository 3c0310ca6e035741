# Sourced by the scripts of packaging: where things are, and the JDK that links.
# shellcheck shell=bash disable=SC2034 # others use them

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
made=$top/target/packaging
# What is fetched once and good for every build.
cache=${SHERATAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sheratan-packaging}
# The date of all files of a build: that of the jars, so that equal trees give equal bytes.
when=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</project.build.outputTimestamp>.*:\1:p' "$top/pom.xml")
SOURCE_DATE_EPOCH=$(date -u -d "$when" +%s)
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$top/pom.xml" | head -n 1)

say() {
  printf '%s\n' "$*" >&2
}

refuse() {
  say "packaging: $*"
  exit 1
}

# need COMMAND PACKAGE: refuses where it is missing.
need() {
  command -v "$1" >/dev/null || refuse "$1 is missing. On Debian: sudo apt install $2"
}

host_arch() {
  dpkg --print-architecture
}

# Wherever this machine gets Debian from.
debian_mirror() {
  local url=${SHERATAN_DEBIAN_MIRROR:-}
  if [ -z "$url" ]; then
    # shellcheck disable=SC2016 # apt's own variable
    url=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -n 1)
  fi
  [ -n "$url" ] || refuse "no Debian mirror known: set SHERATAN_DEBIAN_MIRROR to the URL of one"
  echo "$url"
}

# -> sets jdk to a JDK 25 that can link.
find_jdk() {
  local folder
  for folder in "${JAVA25_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [ -x "$folder/bin/jlink" ] && grep -q '^JAVA_VERSION="25' "$folder/release" 2>/dev/null; then
      jdk=$folder
      return 0
    fi
  done
  refuse "no JDK 25 in JAVA_HOME or /usr/lib/jvm. On Debian: sudo apt install openjdk-25-jdk-headless"
}

# fresh FILE: it is there, and so young that what it was fetched from has hardly become safer since.
fresh() {
  [ -e "$1" ] && [ -n "$(find "$1" -mtime -7)" ]
}

# one_at_a_time: until this shell ends, others who want to change the cache wait.
one_at_a_time() {
  mkdir -p "$cache"
  exec 8>"$cache/lock"
  flock 8
}

# made_of PATH...: a hash of what a build is made of: these of the tree, the application, and the JDK that links.
made_of() {
  find_jdk
  (cd "$top" && {
    find "$@" sheratan pom.xml edge-node/target/app packaging/app packaging/runtime -type f -print0 | sort -z | xargs -0 sha256sum
    cat "$jdk/release"
  }) | sha256sum | cut -d ' ' -f 1
}

made_of_deb() {
  made_of packaging/deb packaging/service systemd docs
}

made_of_image() {
  made_of packaging/deb packaging/service systemd docs packaging/image
}

# still FILE HASH: the file is there, and was made of what the hash is of.
still() {
  [ -e "$1" ] && [ "$(cat "$1.of" 2>/dev/null)" = "$2" ]
}

# application_is_new: refuses an application that is not what its sources are now. Maven compiles by dates, and writes a jar
# anew only where something in it is another: so sources are held against classes by date, classes against jars by content.
application_is_new() (
  again="run ./sheratan build first"
  find_jdk
  unpacked=$(mktemp -d)
  trap 'rm -rf "$unpacked"' EXIT
  for module in radio-stack lite-core edge-node; do
    jar=$top/edge-node/target/app/lib/$module-$version.jar
    [ "$module" != edge-node ] || jar=$top/edge-node/target/app/sheratan.jar
    [ -f "$jar" ] || refuse "nothing is built yet: $again"
    newest=$(find "$top/$module/target/classes" -type f -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d ' ' -f 2-)
    newer=$(find "$top/$module/src/main" -type f -newer "$newest" -print -quit)
    [ -z "$newer" ] || refuse "$newer is newer than the application: $again"
    mkdir "$unpacked/$module"
    (cd "$unpacked/$module" && "$jdk/bin/jar" xf "$jar" && rm -rf META-INF/MANIFEST.MF META-INF/maven)
    [ ! -d "$unpacked/$module/META-INF" ] || rmdir --ignore-fail-on-non-empty "$unpacked/$module/META-INF"
    diff -rq "$unpacked/$module" "$top/$module/target/classes" >/dev/null \
      || refuse "$jar is older than what was compiled since: $again"
  done
)

# triplet ARCH: as the compilers of Debian name a processor.
triplet() {
  case $1 in
    amd64) echo x86_64-linux-gnu ;;
    arm64) echo aarch64-linux-gnu ;;
    *) refuse "no package for $1: amd64 or arm64" ;;
  esac
}

# strip_natives ARCH FOLDER: takes the symbols for debuggers out of all native code.
strip_natives() {
  local strip=strip triplet
  if [ "$1" = "$(host_arch)" ]; then
    need strip binutils
  else
    triplet=$(triplet "$1")
    strip=$triplet-strip
    need "$strip" "binutils-${triplet//_/-}"
  fi
  find "$2" -type f \( -name '*.so' -o -perm /111 \) -exec "$strip" --strip-unneeded {} +
}

# java_of ARCH ROOT ARGUMENTS...: runs the runtime of a tree, emulated where it is of another processor.
java_of() {
  local arch=$1 root=$2 emulator
  shift 2
  if [ "$arch" = "$(host_arch)" ]; then
    "$root/usr/lib/sheratan/runtime/bin/java" "$@"
  else
    emulator=qemu-$(triplet "$arch" | cut -d - -f 1)-static
    need "$emulator" qemu-user-static
    "$emulator" -L "$cache/jdk-$arch" "$root/usr/lib/sheratan/runtime/bin/java" "$@"
  fi
}
