#!/usr/bin/env bash
# Runs the official Socket.IO and Engine.IO suites, and socket.io-client's own tests, against samples/conformance.
#   tests/tools/socketio-suites.sh DIR              DIR: a checkout of https://github.com/socketio/socket.io
#   tests/tools/socketio-suites.sh DIR reference    the same against npm's socket.io: what the suites can reach here
# Everything is copied to a temporary folder and installed there. Some cases depend on timing
# (heartbeats; frames that come before the suite listens): what fails alone gets a second try, which is told.
# The last line is "N passed, M failed"; the exit code is 0 when nothing failed.
set -uo pipefail
from=${1:?say where a checkout of socketio/socket.io lies}
target=${2:-ours}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/parley-suites.XXXXXX")
host=""
finish() {
  [ -n "$host" ] && kill "$host" 2>/dev/null
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

passed=0 failed=0

# Starts a server and waits for its first line, which tells the port.
start() {
  "$@" >"$work/host.log" 2>&1 &
  host=$!
  for _ in $(seq 300); do
    port=$(sed -n 's/^{"port":\([0-9]*\).*/\1/p' "$work/host.log")
    [ -n "$port" ] && return
    kill -0 "$host" 2>/dev/null || break
    sleep 0.1
  done
  cat "$work/host.log"
  exit 1
}

free() { node -e 'const s = require("node:net").createServer().listen(0, "localhost", () => { console.log(s.address().port); s.close(); })'; }

stop() {
  kill "$host" 2>/dev/null
  wait "$host" 2>/dev/null
  host=""
}

serve_suites() {
  if [ "$target" = reference ]; then
    start node "$root/tests/blackbox/socketio/reference-suites.mjs" "$@"
  else
    start "$root/samples/conformance/bin/Release/net10.0/Parley.SocketIO.Conformance" suites --port "$(free)" "$@"
  fi
}

# Runs mocha with these arguments and counts what came of it.
count() {
  local name=$1 report="$work/report.json" title
  shift
  rm -f "$work"/*.json
  npx mocha --reporter json --reporter-option "output=$report" --exit "$@" >"$work/mocha.log" 2>&1
  [ -s "$report" ] || { tail -n 40 "$work/mocha.log"; failed=$((failed + 1)); return; }
  node -e 'for (const test of require(process.argv[1]).failures) console.log(test.fullTitle)' "$report" >"$work/failures"
  if [ "$(wc -l <"$work/failures")" -le 3 ]; then
    while read -r title; do
      npx mocha --exit --fgrep "$title" "$@" >"$work/mocha.log" 2>&1 </dev/null && echo "$title" >>"$work/saved.json"
    done <"$work/failures"
  fi
  read -r ok bad < <(node -e '
    const { existsSync, readFileSync } = require("node:fs");
    const [name, file, second] = process.argv.slice(1);
    const { failures, stats } = require(file);
    const saved = existsSync(second) ? readFileSync(second, "utf8").split("\n") : [];
    const lost = failures.filter((test) => !saved.includes(test.fullTitle));
    const passed = stats.passes + failures.length - lost.length;
    console.error(`${name}: ${passed} of ${passed + lost.length}${stats.pending ? `, ${stats.pending} skipped by itself` : ""}`);
    for (const test of failures) console.error(`  ${lost.includes(test) ? "failed" : "on the second try"}: ${test.fullTitle}\n    ${(test.err.message ?? "").split("\n")[0]}`);
    console.log(passed, lost.length);' "$name" "$report" "$work/saved.json")
  passed=$((passed + ok)) failed=$((failed + bad))
}

quietly() {
  "$@" >"$work/npm.log" 2>&1 || { tail -n 20 "$work/npm.log"; exit 1; }
}

[ "$target" = reference ] || quietly dotnet build "$root/samples/conformance" -c Release -v q --nologo
(cd "$root/tests/blackbox" && [ -d node_modules/socket.io ] || quietly npm ci --no-audit --no-fund --loglevel error) || exit 1

suite() {
  local name=$1 folder=$2
  shift 2
  cp -r "$from/docs/$folder" "$work/suite"
  cd "$work/suite"
  rm -rf node_modules package-lock.json
  quietly npm install --no-audit --no-fund --loglevel error
  serve_suites "$@"
  sed -i "s/localhost:3000/localhost:$port/" test-suite.js
  count "$name" test-suite.js
  stop
  cd "$root"
  rm -rf "$work/suite"
}

suite "Engine.IO 4" engine.io-protocol/v4-test-suite
suite "Engine.IO 3" engine.io-protocol/v3-test-suite --allow-eio3
suite "Socket.IO 5" socket.io-protocol/v5-test-suite

# The client's own tests are TypeScript and try the client as npm has it.
mkdir "$work/client"
cp -r "$from/packages/socket.io-client/." "$work/client"
cd "$work/client"
rm -rf node_modules build
version=$(node -p 'require("./package.json").version')
quietly npm install --no-audit --no-fund --loglevel error --no-save mocha@10 tsx@4 expect.js@0.3 @sinonjs/fake-timers@11 text-blob-builder@0.0.1 has-cors@1.1.0 base64-arraybuffer@1 "socket.io@4.8"
quietly npm pack --silent "socket.io-client@$version"
tar xzf "socket.io-client-$version.tgz" --strip-components=1 package/build
export NODE_OPTIONS=--import=tsx # for the processes that the tests start, too
if [ "$target" = reference ]; then
  count "socket.io-client $version" --require test/support/hooks.ts test/index.ts
else
  NODE_OPTIONS="" start "$root/samples/conformance/bin/Release/net10.0/Parley.SocketIO.Conformance" client-tests --port "$(free)"
  grep -rl 'localhost:3210' test | xargs sed -i "s/localhost:3210/localhost:$port/g"
  count "socket.io-client $version" test/index.ts
  stop
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
