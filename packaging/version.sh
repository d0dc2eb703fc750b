#!/bin/sh
# Ends with 1 unless the tag given, such as v1.2.3, is the version in pom.xml.
set -eu
cd "$(dirname "$0")/.."
version=$(sed -n 's,^  <version>\(.*\)</version>$,\1,p' pom.xml)
if [ "$1" != "v$version" ]; then
  echo "The tag is $1, the version in pom.xml is $version." >&2
  exit 1
fi
