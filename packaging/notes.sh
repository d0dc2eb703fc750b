#!/bin/sh
# Prints what CHANGELOG.md says of a version, such as v1.2.3, for the release's page.
set -eu
cd "$(dirname "$0")/.."
version=${1#v}
notes=$(awk -v version="$version" '
  /^## / { inside = index($0, "## " version " ") == 1 || $0 == "## " version; next }
  inside' CHANGELOG.md)
if [ -z "$notes" ]; then
  echo "CHANGELOG.md says nothing of $version." >&2
  exit 1
fi
printf '%s\n' "$notes"
