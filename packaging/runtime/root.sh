#!/usr/bin/env bash
# packaging/runtime/root.sh ARCH: lays out the files as they are installed, in target/packaging/root-ARCH.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arch=$1
root=$made/root-$arch
app=$top/edge-node/target/app
home=$root/usr/lib/sheratan
echo "laying out the files for $arch and linking a Java for them: a minute or two" >&2
application_is_new
find_jdk

# natives: libraries that would be unpacked to a temporary folder at each start, and those of other processors.
natives() {
  local serial jna
  case $arch in
    amd64) serial=x86_64 jna=x86-64 ;;
    arm64) serial=armv8_64 jna=aarch64 ;;
    *) refuse "no package for $arch: amd64 or arm64" ;;
  esac
  mkdir "$home/native"
  (
    cd "$home/native"
    "$jdk/bin/jar" xf "$(echo "$home"/lib/jSerialComm-*.jar)" "Linux/$serial/libjSerialComm.so"
    "$jdk/bin/jar" xf "$(echo "$home"/lib/jna-*.jar)" "com/sun/jna/linux-$jna/libjnidispatch.so"
    find . -name '*.so' -exec mv {} . ';'
    rm -r Linux com
    chmod 644 ./*.so
  )
  strip_natives "$arch" "$home/native"
  "$jdk/bin/java" "$top/packaging/app/LeanJar.java" "$home"/lib/{jSerialComm,jna,bcprov}-*.jar
}

mkdir -p "$made"
rm -rf "$root" "$root.of"
mkdir -p "$root/usr/bin" "$home"
cp -r "$app/sheratan.jar" "$app/lib" "$home/"
install -m 755 "$top/sheratan" "$root/usr/bin/sheratan"
"$top/packaging/runtime/link.sh" "$arch" "$home/runtime"
natives
chmod -R u+w,go-w "$root"
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
if [ -s "$top/packaging/runtime/classes.txt" ]; then
  "$top/packaging/runtime/archive.sh" "$arch" "$root"
fi
made_of >"$root.of"
