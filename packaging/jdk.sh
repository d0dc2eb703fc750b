#!/usr/bin/env bash
# Prints the folder of a JDK 25 or newer: JAVA_HOME's, else the first one in the usual folders.
set -euo pipefail
for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  [[ -x $home/bin/jpackage ]] || continue
  version=$("$home/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  if ((${version:-0} >= 25)); then
    echo "$home"
    exit
  fi
done
echo 'A JDK 25 or newer is needed; JAVA_HOME says where.' >&2
exit 1
