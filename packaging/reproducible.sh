#!/usr/bin/env bash
# Builds twice, the second time in another folder, and ends with 1 unless our jar is the same.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
other=$(mktemp -d)
trap 'rm -rf "$other"' EXIT
git ls-files -z | xargs -0 cp --parents --target-directory="$other"

jar() { echo target/triggerscope/lib/triggerscope-[0-9]*.jar; }

mvn -B -q clean package -DskipTests
(cd "$other" && mvn -B -q package -DskipTests)
cmp "$(jar)" "$other/$(jar)"
sha256sum "$(jar)"
