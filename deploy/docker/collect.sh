#!/bin/sh
# Copies what one package of the built workspace needs to run: collect.sh apps/api /out
set -eu
package=$1
out=$2

# Only what it needs in production, at the versions of the lockfile. The build's own modules go first.
find . -name node_modules -prune -exec rm -rf {} +
pnpm install --prod --frozen-lockfile --prefer-offline --ignore-scripts --store-dir /pnpm-store --filter "./${package}..."

# A package that the filter chose has its modules; the others have nothing to offer here.
mkdir -p "$out"
cp package.json "$out"
cp -a node_modules "$out"
for folder in packages/* "$package"; do
  [ -d "$folder/dist" ] || [ -d "$folder/.next" ] || continue
  mkdir -p "$out/$folder"
  for part in package.json dist node_modules prisma/migrations .next public next.config.ts; do
    [ -e "$folder/$part" ] || continue
    mkdir -p "$out/$folder/$(dirname "$part")"
    cp -a "$folder/$part" "$out/$folder/$part"
  done
done
rm -rf "$out/apps/web/.next/cache"
