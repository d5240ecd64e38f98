#!/bin/sh
# Copies the files that one package of the built workspace needs at runtime: collect.sh apps/api /out
set -eu
package=$1
out=$2
needed="{$package}..."

# Replace the build's dependencies with production ones, at the lockfile's versions.
find . -name node_modules -prune -exec rm -rf {} +
pnpm install --prod --frozen-lockfile --prefer-offline --ignore-scripts --store-dir "${PNPM_STORE:-/pnpm-store}" --filter-prod "$needed"

mkdir -p "$out"
cp -a package.json node_modules "$out"
pnpm list --depth -1 --parseable --filter-prod "$needed" | while read -r folder; do
  target=$out${folder#"$PWD"}
  mkdir -p "$target"
  for part in package.json dist node_modules .next public next.config.ts; do
    [ ! -e "$folder/$part" ] || cp -a "$folder/$part" "$target"
  done
  # Migrations, which the API image applies.
  [ ! -d "$folder/prisma" ] || cp -a "$folder/prisma" "$target"
done
rm -rf "$out/apps/web/.next/cache"
