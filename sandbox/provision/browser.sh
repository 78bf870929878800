# shellcheck shell=bash disable=SC2034,SC2154  # the pieces share their variables
# A browser and what drives it, for the tests alone. playwright-core comes by npm at the last version that takes Node 18. Chromium is
# the one on PATH; else it comes by npm as well, with its own libraries and fonts, which takes no root and is the same on Debian and
# on Ubuntu, whose own package is only a pointer to a snap. A snap sees no private folder and is passed over.

browser_lock="$MAYDAY_HOME/sandbox/browser"
browser_folder="$MAYDAY_CACHE/browser"

look_browser() {
  local own=$browser_folder/chromium/start chromium
  wanted="playwright-core by npm ci, 13 MB in $browser_folder, seconds"
  if ! chromium=$(chromium_on_path); then
    wanted="playwright-core and Chromium by npm ci, half a minute, 240 MB in $browser_folder"
    chromium=$own
  fi
  export MAYDAY_PLAYWRIGHT=$browser_folder/node_modules/playwright-core MAYDAY_CHROMIUM=$chromium
  found=$chromium
  [ -x "$chromium" ] && [ -d "$MAYDAY_PLAYWRIGHT" ] && cmp --silent "$browser_lock/package-lock.json" "$browser_folder/package-lock.json"
}

chromium_on_path() {
  local name program
  for name in chromium chromium-browser google-chrome; do
    program=$(command -v "$name") && ! is_snap "$program" && echo "$program" && return
  done
  return 1
}

is_snap() { [[ $(readlink -f -- "$1") == */snap ]] || head -c 4096 -- "$1" | grep --quiet --text 'snap/bin'; }

fetch_browser() {
  local part=$browser_folder.part without=()
  ! chromium_on_path >/dev/null || without=(--omit=dev)
  say "fetching the tests' browser by npm"
  rm -rf -- "$part"
  mkdir -p -- "$part"
  cp -- "$browser_lock/package.json" "$browser_lock/package-lock.json" "$part/"
  (cd -- "$part" && npm ci --ignore-scripts --engine-strict=false --no-audit --no-fund --no-update-notifier --loglevel=error "${without[@]}" >&2) ||
    stop "npm could not install playwright-core and Chromium" "npm's lines above say why; most often its registry cannot be reached (npm ping)"
  [ ${#without[@]} -gt 0 ] || unpack_chromium "$part"
  rm -rf -- "$browser_folder"
  mv -- "$part" "$browser_folder"
}

# unpack_chromium FOLDER: what npm brought holds the program, its libraries, and fonts, each packed by itself
unpack_chromium() {
  local packed=$1/node_modules/@sparticuz/chromium/bin to=$1/chromium piece
  [ "$(uname -m)" = x86_64 ] || stop "npm has Chromium for x86_64 only, and this is $(uname -m)" "put chromium on PATH"
  mkdir -- "$to"
  unbrotli "$packed/chromium.br" >"$to/chromium"
  for piece in al2023 fonts swiftshader; do unbrotli "$packed/$piece.tar.br" | tar --extract --no-same-owner --directory "$to"; done
  chromium_starter >"$to/start"
  font_folders >"$to/fonts.conf"
  chmod +x -- "$to/chromium" "$to/start"
  rm -rf -- "$1/node_modules/@sparticuz"
}

unbrotli() { node -e 'process.stdout.write(require("zlib").brotliDecompressSync(require("fs").readFileSync(process.argv[1])))' "$1"; }

chromium_starter() {
  cat <<'SH'
#!/bin/sh
here=$(dirname -- "$(readlink -f -- "$0")")
export LD_LIBRARY_PATH="$here/lib:$here" FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
SH
}

font_folders() {
  cat <<'XML'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="relative">fonts-cache</cachedir>
</fontconfig>
XML
}
