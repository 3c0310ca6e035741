@echo off
rem Starts Sheratan Edge on Windows; "sheratan help" lists the commands. It builds nothing: take a release, or build on Linux.
rem Environment: JAVA_HOME is asked first for Java 25 or newer, then PATH. SHERATAN_JAVA_OPTS has further flags for java.
setlocal EnableExtensions DisableDelayedExpansion
set "SHERATAN_APP=%~dp0..\lib\sheratan\sheratan.jar"
if not exist "%SHERATAN_APP%" set "SHERATAN_APP=%~dp0edge-node\target\app\sheratan.jar"
if not exist "%SHERATAN_APP%" goto nojar
if not defined JAVA_HOME goto path
if not exist "%JAVA_HOME%\bin\java.exe" goto path
set "SHERATAN_JAVA=%JAVA_HOME%\bin\java.exe"
call :feature
if %SHERATAN_FEATURE% GEQ 25 goto found
:path
set "SHERATAN_JAVA=java"
call :feature
if %SHERATAN_FEATURE% LSS 25 goto nojava
:found
set "SHERATAN_SIZE=-Xms8m -Xmx64m -XX:TieredStopAtLevel=1"
if "%~1"=="run" set "SHERATAN_SIZE=-Xms8m -Xmx32m -XX:+ExitOnOutOfMemoryError"
if "%~1"=="sim" set "SHERATAN_SIZE=-Xms64m -Xmx1g"
"%SHERATAN_JAVA%" -XX:+UseSerialGC -XX:-UsePerfData --enable-native-access=ALL-UNNAMED %SHERATAN_SIZE% %SHERATAN_JAVA_OPTS% "-Dsheratan.launcher=%~f0" -jar "%SHERATAN_APP%" %*
exit /b %ERRORLEVEL%
rem What the first line of "java --version" says, such as 25 of "openjdk 25.0.3 2026-01-01"; 0 where there is none.
:feature
set "SHERATAN_FEATURE="
for /f "tokens=2 delims=. " %%v in ('^""%SHERATAN_JAVA%" --version 2^>nul^"') do if not defined SHERATAN_FEATURE set "SHERATAN_FEATURE=%%v"
for /f "delims=-+" %%m in ("%SHERATAN_FEATURE%") do set "SHERATAN_FEATURE=%%m"
if not defined SHERATAN_FEATURE set "SHERATAN_FEATURE=0"
exit /b 0
:nojava
echo sheratan: no Java 25 or newer in JAVA_HOME or PATH. Install one, such as Eclipse Temurin 25. 1>&2
exit /b 1
:nojar
echo sheratan: sheratan.jar is missing: unpack the release again. 1>&2
exit /b 1
