#!/usr/bin/env bash
# packaging/runtime/link.sh ARCH FOLDER: links the Java runtime of the package, for this processor from the JDK here,
# for another one from the modules of Debian's JDK for it.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arch=$1
folder=$2
find_jdk
modules=$(grep -v '^#' "$top/packaging/runtime/modules.txt" | paste -sd, -)
from=()
if [ "$arch" != "$(host_arch)" ]; then
  "$top/packaging/runtime/foreign.sh" "$arch"
  from=(--module-path "$(echo "$cache/jdk-$arch"/usr/lib/jvm/java-25-openjdk-*/jmods)")
fi
rm -rf "$folder"
# Java's own way to strip classes. Compressed, for what the archive of
# classes holds is not read from here.
"$jdk/bin/jlink" "${from[@]}" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages \
  --compress zip-6 --output "$folder"
# For tools that read class files of a running JDK, and for certificates; nobody does that here.
rm -f "$folder/lib/jrt-fs.jar" "$folder/lib/classlist" "$folder/bin/keytool"
# Sorting of long arrays of numbers with AVX2, which Java does without where the library is not there; nobody sorts such here.
rm -f "$folder/lib/libsimdsort.so"
# Java would look for providers of cryptography that are in none of these modules, and load all there are on the class
# path to ask their names.
providers='SUN|SunRsaSign|SunEC|SunJSSE|SunJCE'
sed -i -E "/^security\.provider\.[0-9]+=/{/=($providers)\$/!d}" "$folder/conf/security/java.security"
[ "$(grep -c '^security\.provider\.' "$folder/conf/security/java.security")" = 5 ] ||
  refuse "Java's own providers are not those that were expected: $folder/conf/security/java.security"
strip_natives "$arch" "$folder"
