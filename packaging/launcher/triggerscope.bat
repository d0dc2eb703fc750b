@echo off
rem Starts TriggerScope on Java 25 or newer: the one in JAVA_HOME, else the one on PATH, else the
rem first one in the usual install folders. Exits 2 when there is none.
setlocal EnableExtensions DisableDelayedExpansion
set "NEEDED=25"
set "JAVA="
for %%I in ("%~dp0..") do set "HOME_FOLDER=%%~fI"

if defined JAVA_HOME call :try "%JAVA_HOME%\bin\java.exe"
if not defined JAVA for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :try "%%~$PATH:J"
for %%F in (
  "%ProgramFiles%\Java"
  "%ProgramFiles%\Eclipse Adoptium"
  "%ProgramFiles%\Microsoft"
  "%ProgramFiles%\Zulu"
  "%ProgramFiles%\Amazon Corretto"
  "%ProgramFiles%\BellSoft"
  "%USERPROFILE%\.jdks"
) do if not defined JAVA for /d %%D in ("%%~F\*") do call :try "%%~D\bin\java.exe"

if not defined JAVA (
  echo TriggerScope needs Java %NEEDED% or newer and found none: not in JAVA_HOME, not on PATH,>&2
  echo not in the usual install folders.>&2
  echo Install a JDK %NEEDED%, for example Eclipse Temurin, or set JAVA_HOME to the folder of one.>&2
  exit /b 2
)

"%JAVA%" ^
  "@%HOME_FOLDER%\bin\java.args" ^
  --module-path="%HOME_FOLDER%\javafx" ^
  --add-modules=javafx.controls ^
  --enable-native-access=javafx.graphics,ALL-UNNAMED ^
  --sun-misc-unsafe-memory-access=allow ^
  -classpath "%HOME_FOLDER%\lib\*" ^
  io.triggerscope.Main %*
exit /b %ERRORLEVEL%

rem Sets JAVA to the java given if none was found yet and this one is new enough.
:try
if defined JAVA exit /b
if not exist "%~1" exit /b
set "FOUND="
for /f "tokens=2 delims==" %%V in (
  '^""%~1" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version ="^"'
) do for /f "tokens=1 delims=. " %%M in ("%%V") do set "FOUND=%%M"
if not defined FOUND exit /b
if %FOUND% GEQ %NEEDED% set "JAVA=%~1"
exit /b
