#!/usr/bin/env bash
# Uploads a file of any size, follows processing, and downloads the best MP4. Needs curl, and Node to read and write JSON.
set -euo pipefail

export FILE=${1:?Usage: MEDIA_EMAIL=… MEDIA_PASSWORD=… upload.sh VIDEO [OUTPUT.mp4]}
OUTPUT=${2:-output.mp4}
API=${MEDIA_API:-http://localhost:3001}
JSON='content-type: application/json'
PARTS=$(mktemp -d)
trap 'rm -r "$PARTS"' EXIT

call() { curl --silent --show-error --fail-with-body "$@"; }
field() { node -p "JSON.parse(fs.readFileSync(0)).$1"; } # what jq -r .$1 does
# The headers of a signed part, one a line.
headers() { node -p "Object.entries(JSON.parse(fs.readFileSync(0)).parts[0].headers).map((pair) => pair.join(': ')).join('\n')"; }
json() { node -p "const { env } = process; JSON.stringify($1)"; }

ACCOUNT=$(json '{ email: env.MEDIA_EMAIL, password: env.MEDIA_PASSWORD }')
# The first run creates the account.
SESSION=$(call "$API/auth/login" -H "$JSON" -d "$ACCOUNT") || SESSION=$(call "$API/auth/register" -H "$JSON" -d "$ACCOUNT")
AUTH="authorization: Bearer $(field accessToken <<< "$SESSION")"

# 1. Create an upload. The response says how to split the file.
UPLOAD=$(json '{ fileName: path.basename(env.FILE), sizeBytes: fs.statSync(env.FILE).size }' |
  call "$API/uploads" -H "$AUTH" -H "$JSON" -d @-)
ID=$(field id <<< "$UPLOAD")
PART_COUNT=$(field partCount <<< "$UPLOAD")
split -b "$(field partSizeBytes <<< "$UPLOAD")" "$FILE" "$PARTS/part-"

# 2. Send each part straight to object storage. URLs expire, so each one is signed just before it is used. The headers are part
# of the signature.
NUMBER=0
for PART in "$PARTS"/part-*; do
  NUMBER=$((NUMBER + 1))
  SIGNED=$(call "$API/uploads/$ID/parts" -H "$AUTH" -H "$JSON" -d "{\"partNumbers\":[$NUMBER]}")
  headers <<< "$SIGNED" | call --upload-file "$PART" -H @- "$(field 'parts[0].url' <<< "$SIGNED")"
  echo "Uploaded part $NUMBER of $PART_COUNT"
done

# 3. Complete the upload, which creates the video, and follow its events until processing ends.
VIDEO=$(call "$API/videos" -H "$AUTH" -H "$JSON" -d "{\"uploadId\":\"$ID\",\"recipe\":\"compress\"}" | field id)
call --no-buffer "$API/videos/$VIDEO/events" -H "$AUTH" | grep '^data:'

# 4. Download the MP4.
call --location --output "$OUTPUT" "$API/videos/$VIDEO/download" -H "$AUTH"
echo "Saved $OUTPUT"
