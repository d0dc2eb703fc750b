# Makes the installer of Windows in target\installers. Needs Maven, WiX 3 or newer on PATH, and the
# JDK 25 or newer that JAVA_HOME names.
# With -Packaged of what mvn package has left in target\triggerscope, else builds that first.
param([switch]$Packaged)
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')

if (-not $env:JAVA_HOME) { throw 'JAVA_HOME does not name a JDK 25 or newer.' }
if (-not $Packaged) {
  mvn -B -q package -DskipTests
  if ($LASTEXITCODE) { exit $LASTEXITCODE }
}
& (Join-Path $env:JAVA_HOME 'bin\java.exe') packaging\make\Installers.java
exit $LASTEXITCODE
