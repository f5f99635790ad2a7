@echo off
rem Read by all scripts of this folder. Values that are already set in the environment win.
rem
rem C1 only, and only what runs often, and the serial collector halve the memory and the CPU of the start; a small
rem young generation and tight free ratios keep the heap near what is alive. On a large site with PostgreSQL use
rem EXTRA_JAVA_OPTS=-Xms64m -Xmx512m instead.
if "%EXTRA_JAVA_OPTS%" == "" (
  set EXTRA_JAVA_OPTS=-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=3 -XX:+UseSerialGC -Xms32m -Xmx128m -Xmn8m -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10 -XX:MetaspaceReclaimPolicy=aggressive -Xss256k -XX:+ExitOnOutOfMemoryError
)
rem Java 17 is the version this gateway is tested with; Karaf 4.4 does not start on Java 24 or later.
