#!/usr/bin/env bash
# FallBackToFiles as a person would script it who trusts everything: the same steps in the same order with the same waits, and
# nothing of what Mayday adds (no rehearsal, no approval, no fences, no undo, no history). It is only measured, never shipped.
# What it works on comes by the environment. Every step must succeed, and it waits for what it claims.
set -euo pipefail

answers() { "$PSQL" --no-psqlrc --quiet --tuples-only --command 'SELECT 1' >/dev/null 2>&1; }
pm2() { "$NODE" "$PM2" "$@"; }
listed() { pm2 jlist --silent | "$NODE" -e '
  const app = JSON.parse(require("fs").readFileSync(0, "utf8").split("\n").filter((line) => line.startsWith("[")).pop()).find((one) => one.name === process.argv[1]);
  console.log(app[process.argv[2]] ?? app.pm2_env[process.argv[2]]);' "$PROCESS" "$1"; }
until_holds() { for _ in {1..600}; do ! "$@" || return 0; sleep 0.1; done; echo "not within a minute: $*" >&2; return 1; }

# confirm: the mode, the process, two looks at the database
grep -q '^USE_REPOSITORY_PATTERN=true' "$CHECKOUT/.env"
old=$(listed pid)
! answers
sleep "$PROBE_APART"
! answers

# prepare: the warm copy aside, its credentials whole, ratchets left out, on the disk
aside=$FOLDER.aside
cp -a -- "$COPY" "$aside"
for creds in "$aside"/*/creds.json; do "$NODE" -e 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).noiseKey.private.data' "$creds"; done
find "$aside" \( -name 'session-*' -o -name 'sender-key*' \) -delete
sync --file-system "$aside"

# recover: stopped and proven, checked out, in place, set, started
git -C "$CHECKOUT" rev-parse --quiet --verify "$TAG^{commit}" >/dev/null
pm2 stop "$PROCESS" --silent
gone() { ! kill -0 "$old" 2>/dev/null; }
until_holds gone
git -C "$CHECKOUT" checkout --quiet "$TAG"
[ ! -e "$FOLDER" ] || mv -- "$FOLDER" "$FOLDER.was"
mv -- "$aside" "$FOLDER"
cp -p -- "$CHECKOUT/.env" "$CHECKOUT/.env.was"
sed -i 's/^USE_REPOSITORY_PATTERN=true/USE_REPOSITORY_PATTERN=false/' "$CHECKOUT/.env"
errors=$(listed pm_err_log_path)
from=$(stat -c %s "$errors")
USE_REPOSITORY_PATTERN=false pm2 restart "$PROCESS" --update-env --silent

# verify: online and steady, connected on files, no new errors, a test message
connected() { curl --silent --max-time 5 "$SERVICE/health" | grep -q '"connected":true'; }
until_holds connected
restarts=$(listed restart_time)
sleep "$STEADY_FOR"
[ "$(listed status)" = online ] && [ "$(listed restart_time)" = "$restarts" ]
curl --silent --max-time 5 "$SERVICE/health" | grep -q '"mode":"files"'
! tail -c "+$((from + 1))" "$errors" | grep -E '^✗ |invalid credentials|Bad MAC'
curl --silent --fail --max-time 10 --header @"$AUTHORIZATION" --header 'Content-Type: application/json' \
  --data '{"phone":"+79990000000","message":"by hand"}' "$SERVICE/api/whatsapp/send" | grep -q '"success":true'
