#!/usr/bin/env bash
# A PostgreSQL of one's own in a folder: `postgres.sh start FOLDER` prints its connection string, `postgres.sh stop FOLDER` ends it.
# It listens on a free port of 127.0.0.1 and trusts whoever connects; nothing of an installed cluster is touched.
set -euo pipefail
export LC_ALL=C

binaries=""
for folder in "$(command -v initdb >/dev/null 2>&1 && dirname "$(command -v initdb)" || true)" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
  if [ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then binaries=$folder; break; fi
done
[ -n "$binaries" ] || { echo "initdb and pg_ctl were not found (Debian: postgresql)" >&2; exit 1; }

# PostgreSQL refuses to run as root: it then runs as the package's user, or as nobody.
as_owner() {
  if [ "$(id -u)" -eq 0 ]; then
    local owner=postgres
    id -u postgres >/dev/null 2>&1 || owner=nobody
    (cd / && exec setpriv --reuid "$owner" --regid "$(id -g "$owner")" --clear-groups env HOME=/ "$@")
  else
    "$@"
  fi
}

case "$1" in
  start)
    folder=$2
    mkdir -p "$folder"
    if [ "$(id -u)" -eq 0 ]; then
      owner=postgres
      id -u postgres >/dev/null 2>&1 || owner=nobody
      chown "$owner" "$folder"
    fi
    as_owner "$binaries/initdb" -D "$folder/db" -U postgres --auth=trust --encoding=UTF8 --no-locale >"$folder.log" 2>&1 || { cat "$folder.log" >&2; exit 1; }
    for attempt in 1 2 3 4 5; do
      port=$((20000 + (RANDOM * 32768 + RANDOM) % 20000))
      (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && continue # taken
      options="-p $port -h 127.0.0.1 -k '' -c max_connections=300 -c shared_buffers=256MB -c max_wal_size=4GB ${POSTGRES_OPTIONS:-}"
      if as_owner "$binaries/pg_ctl" -D "$folder/db" -l "$folder/server.log" -w -t 60 -o "$options" start >>"$folder.log" 2>&1 </dev/null; then
        echo "Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
        exit 0
      fi
    done
    cat "$folder.log" "$folder/server.log" >&2
    exit 1
    ;;
  stop)
    as_owner "$binaries/pg_ctl" -D "$2/db" -m immediate -w stop >/dev/null 2>&1 || true
    ;;
  *)
    echo "postgres.sh start|stop FOLDER" >&2
    exit 2
    ;;
esac
