#!/usr/bin/env bash
# Makes the installers of the system it runs on, Linux or macOS, in target/installers.
# With --packaged of what mvn package has left in target/triggerscope, else builds that first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Prints the folder of a JDK 25 or newer: JAVA_HOME's, else the first one in the usual folders.
jdk() {
  local home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [[ -x $home/bin/jpackage ]] || continue
    version=$("$home/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
    if ((${version:-0} >= 25)); then
      echo "$home"
      return
    fi
  done
  echo 'A JDK 25 or newer is needed; JAVA_HOME says where.' >&2
  return 1
}

java=$(jdk)/bin/java
[[ ${1:-} == --packaged ]] || mvn -B -q package -DskipTests
exec "$java" packaging/make/Installers.java
