#!/usr/bin/env bash
# packaging/zip/build.sh: what people without the Debian package unpack anywhere: the jar with its libraries, and both
# launchers. It needs a Java 25 of its own.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../runtime/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../runtime/common.sh"

app=$top/edge-node/target/app
application_is_new
find_jdk
folder=$made/zip/sheratan-edge-$version
rm -rf "$made/zip"
mkdir -p "$folder/bin" "$folder/lib/sheratan"
cp -r "$app/sheratan.jar" "$app/lib" "$folder/lib/sheratan/"
install -m 755 "$top/sheratan" "$top/sheratan.cmd" "$folder/bin/"
install -m 644 "$top/LICENSE" "$top/packaging/zip/README.md" "$top/docs/sheratan.toml.example" "$folder/"
(cd "$top" && find docs -name '*.md') | while IFS= read -r file; do
  install -D -m 644 "$top/$file" "$folder/$file"
done
chmod -R u+w,go-w "$folder"
zip=$made/sheratan-edge-$version.zip
"$jdk/bin/java" "$top/packaging/app/ZipTree.java" "$zip" "$folder" "$SOURCE_DATE_EPOCH"
say "$zip: $(($(stat -c %s "$zip") / 1000)) kB"
