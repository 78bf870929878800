# shellcheck shell=bash disable=SC2034,SC2154  # the pieces share their variables
# PM2 at the locked version, in a folder of its own. It is complete or not there: npm works beside it, and it is moved into place.

pm2_lock="$MAYDAY_HOME/sandbox/pm2"

look_pm2() {
  local folder=$MAYDAY_CACHE/pm2 version
  version=$(sed -n 's/.*"pm2": "\(.*\)".*/\1/p' "$pm2_lock/package.json" | head -n 1)
  export MAYDAY_PM2=$folder/node_modules/pm2/bin/pm2
  found="PM2 $version in $folder"
  wanted="PM2 $version by npm ci, about 10 seconds, 25 MB in $folder; npm keeps its downloads in its own cache"
  [ -f "$MAYDAY_PM2" ] && cmp --silent "$pm2_lock/package-lock.json" "$folder/package-lock.json"
}

fetch_pm2() {
  local part=$MAYDAY_CACHE/pm2.part
  say "fetching PM2 by npm"
  rm -rf -- "$part"
  mkdir -- "$part"
  cp -- "$pm2_lock/package.json" "$pm2_lock/package-lock.json" "$part/"
  (cd -- "$part" && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >&2) ||
    stop "npm could not install PM2" "npm's lines above say why; most often its registry cannot be reached (npm ping)"
  rm -rf -- "$MAYDAY_CACHE/pm2"
  mv -- "$part" "$MAYDAY_CACHE/pm2"
}

# PM2 asks ps which processes belong to one that it ends. Without an answer it starts the new one twice, and two writers would
# share one identity.
look_ps() { found=$(command -v ps) || by_package ps "procps, which PM2 needs to end processes: seconds, 1 MB in /usr"; }
