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

# strip_natives ARCH FOLDER: takes the symbols for debuggers out of all native code.
strip_natives() {
  local strip=strip
  if [ "$1" = "$(host_arch)" ]; then
    need strip binutils
  else
    strip=aarch64-linux-gnu-strip
    need "$strip" binutils-aarch64-linux-gnu
  fi
  find "$2" -type f \( -name '*.so' -o -perm /111 \) -exec "$strip" --strip-unneeded {} +
}

# java_of ARCH ROOT ARGUMENTS...: runs the runtime of a tree, emulated where it is of another processor.
java_of() {
  local arch=$1 root=$2
  shift 2
  if [ "$arch" = "$(host_arch)" ]; then
    "$root/usr/lib/sheratan/runtime/bin/java" "$@"
  else
    need qemu-aarch64-static qemu-user-static
    qemu-aarch64-static -L "$cache/jdk-$arch" "$root/usr/lib/sheratan/runtime/bin/java" "$@"
  fi
}
