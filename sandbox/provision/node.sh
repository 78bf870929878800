# shellcheck shell=bash disable=SC2034,SC2154  # the pieces share their variables
# Node 18 or later (PM2 7 asks for it) and npm.
look_node() {
  local version
  if MAYDAY_NODE=$(command -v node); then
    version=$(node -p process.versions.node)
    [ "${version%%.*}" -ge 18 ] || stop "node $version in $MAYDAY_NODE is too old for PM2" "put node 18 or later first on PATH"
    export MAYDAY_NODE
    found="Node $version in $MAYDAY_NODE"
    command -v npm >/dev/null || by_package npm "npm, about a minute, 100 MB in /usr"
  else
    packages+=(npm)
    by_package node "nodejs and npm, about two minutes, 250 MB in /usr"
  fi
}
