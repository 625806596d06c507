#!/usr/bin/env bash
# Package: npm 11.19.1 (npx), any program that handles signals.
# Behaviour: npx stays between its caller and the program. SIGTERM ends npx alone: the program goes on without a parent.
#   SIGUSR1 is lost in npx, for node opens its debugger at it. A signal to both makes npx report its own end, not the exit
#   status of the program.
# Seen: the program saves and exits with 75 at a signal. SIGTERM to npx: npx dies of it (143), the program is still there.
#   SIGUSR1 to npx: nobody ends. SIGTERM to the process group: the program exits with 75, npx with 143.
# Expected: as of a shell's exec, or as of env, timeout and nohup: the signal arrives, and so does the exit status.
# Here: batch queues send a signal some time before the limit and look at the exit status. The script skein execs node, and
#   no document starts a run with npx.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "name": "patient", "version": "1.0.0", "bin": { "patient": "patient.sh" } }' > package.json
cat > patient.sh <<'END'
#!/bin/sh
trap 'sleep 1; echo saved >> "$LOG"; exit 75' TERM USR1
echo $$ > "$LOG"
while :; do sleep 0.1; done
END
chmod +x patient.sh
npm install --silent --no-audit --no-fund npm@11.19.1 > /dev/null 2>&1
npx() { exec setsid node node_modules/npm/bin/npx-cli.js "$@"; }
# $1: the signal; $2: "" for npx alone, "-" for its process group. Prints the status of npx, and what the program did.
try() {
  export LOG="$folder/log$1$2"
  npx patient &
  local pid=$! status=0
  while [ ! -s "$LOG" ]; do sleep 0.1; done
  local program
  program=$(head -n 1 "$LOG")
  kill "-$1" -- "$2$pid"
  sleep 3
  if kill -0 "$pid" 2> /dev/null; then status=none; else wait "$pid" || status=$?; fi
  local end=goes-on
  kill -0 "$program" 2> /dev/null || end=$(tail -n 1 "$LOG")
  kill -KILL "$program" "$pid" 2> /dev/null || true
  echo "$1 to ${2:+the group of }npx: npx $status, program $end"
}
for signal in TERM USR1; do for whom in "" -; do try "$signal" "$whom"; done; done 2> /dev/null | tee seen
grep -qx 'TERM to npx: npx 143, program goes-on' seen
grep -qx 'USR1 to npx: npx none, program goes-on' seen
grep -qx 'TERM to the group of npx: npx 143, program saved' seen
grep -qx 'USR1 to the group of npx: npx 1, program saved' seen
