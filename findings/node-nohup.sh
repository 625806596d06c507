#!/usr/bin/env bash
# Package: node 24.21.0.
# Behaviour: at its start node gives every signal its default action back, also those that it was started to ignore. So
#   nohup, whose whole work is to have SIGHUP ignored, does nothing for a program of node.
# Seen: under nohup, sleep and python outlive SIGHUP; node ends by it.
# Expected: what is ignored stays ignored, as POSIX has it for programs that are started anew (exec), and as every program
#   keeps it that does not handle the signal itself.
# Here: a run under nohup ended with its terminal. The script that starts it finds out beforehand whether SIGHUP is ignored
#   (what is ignored cannot be trapped) and passes it on (skein, src/engine/stop.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node@24.21.0 > /dev/null
# Prints how a command under nohup ends that gets SIGHUP after a second: 129 is death by it, 0 that it went on to its end.
ends() {
  nohup "$@" > /dev/null 2>&1 &
  local pid=$! status=0
  sleep 1
  kill -HUP "$pid"
  wait "$pid" || status=$?
  echo "$1: $status"
}
ends sleep 2 | tee seen
ends python3 -c 'import time; time.sleep(2)' | tee -a seen
ends node_modules/node/bin/node -e 'setTimeout(() => {}, 2000)' 2> /dev/null | tee -a seen
grep -q '^sleep: 0$' seen
grep -q '^python3: 0$' seen
grep -q 'bin/node: 129$' seen
