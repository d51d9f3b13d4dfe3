#!/usr/bin/env bash
# The size gate: small files are what keeps the house readable. Prints the three numbers and fails past them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
find src -name '*.cs' -not -path '*/obj/*' -not -path '*/bin/*' -exec awk 'END { print NR, FILENAME }' {} \; | sort -n | awk '
  { lines[NR] = $1; name[NR] = $2 }
  END {
    if (NR == 0) { print "no files under src/"; exit 1 }
    median = lines[int((NR + 1) / 2)]
    p95 = lines[int(NR * 0.95 + 0.999999)]
    printf "%d files: median %d lines (at most 80), 95 %% within %d (at most 300), largest %d (at most 500)\n", NR, median, p95, lines[NR]
    if (median > 80 || p95 > 300 || lines[NR] > 500) {
      for (i = NR; i > NR - 5 && i > 0; i--) printf "  %d %s\n", lines[i], name[i]
      exit 1
    }
  }'
