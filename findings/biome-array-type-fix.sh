#!/usr/bin/env bash
# Package: @biomejs/biome 2.6.8.
# Behaviour: the rule style/useConsistentArrayType with syntax "generic" rewrites a read-only array of read-only tuples
#   into a type without its argument. The file does not parse afterwards.
# Seen: readonly (readonly [number, string])[] becomes ReadonlyArray<ReadonlyArray<>>.
# Expected: ReadonlyArray<readonly [number, string]>. The rule's page calls its fix unsafe, which means that it may
#   change what code does, not that it loses what was written; an array of such tuples that is not itself read-only is
#   rewritten rightly.
# Here: a sweep's values and a series' points are such lists. Rewrite them by hand before the rule is turned on.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @biomejs/biome@2.6.8
cat > biome.json <<'END'
{ "linter": { "rules": { "style": { "useConsistentArrayType": { "level": "error", "options": { "syntax": "generic" } } } } } }
END
echo 'export type Points = readonly (readonly [number, string])[]' > points.ts
echo 'export type Open = (readonly [number, string])[]' > open.ts
npx biome check --write --unsafe points.ts open.ts > /dev/null 2>&1 || true
cat points.ts open.ts
grep -qF 'ReadonlyArray<ReadonlyArray<>>' points.ts
grep -qF 'Array<readonly [number, string]>' open.ts
