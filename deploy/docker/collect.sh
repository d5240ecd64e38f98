#!/bin/sh
# Copies what one package of the built workspace needs to run: collect.sh apps/api /out
set -eu
package=$1
out=$2
needed="{$package}..."

# Only what it needs in production, at the versions of the lockfile. What the build needed goes first.
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
  # The migrations, which the API's image applies.
  [ ! -d "$folder/prisma" ] || cp -a "$folder/prisma" "$target"
done
rm -rf "$out/apps/web/.next/cache"
