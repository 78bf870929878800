# shellcheck shell=bash disable=SC2034,SC2154  # the pieces share their variables
# The package manager, where it may be used; else the one line that a person has to run.

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n -- "$@"; fi; }

may_install() { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }

# by_package NEED TEXT: to be called by look_NEED, whose need only the package manager can meet
by_package() {
  packages+=("$1")
  wanted="comes by the package manager ($2)"
  return 1
}

install_packages() {
  local line log=$MAYDAY_CACHE/packages.log
  printf -v line '%q ' "$MAYDAY_HOME/sandbox/provision/install" "$@"
  ! command -v sudo >/dev/null || line="sudo $line"
  command -v apt-get >/dev/null ||
    stop "there is no apt-get here to install: $*" "install them your way (for names see ${line% }), then start again"
  may_install || stop "installing needs root, and this user is not root without a password: $*" "run this line as root, then start again: ${line% }"
  say "installing by apt-get: $* (what it says is in $log)"
  as_root "$MAYDAY_HOME/sandbox/provision/install" "$@" >"$log" 2>&1 || {
    tail -n 15 -- "$log" >&2
    stop "apt-get could not install: $*" "its last lines above say why; once that is mended, start again or run as root: ${line% }"
  }
  hash -r
}

# A package brought it or nothing did.
fetch_git() { :; }
fetch_jdk() { :; }
fetch_maven() { :; }
fetch_node() { :; }
fetch_postgres() { :; }
fetch_ps() { :; }
fetch_systemd() { :; }

# Its own check of units, which starts nothing.
look_systemd() {
  found=$(command -v systemd-analyze) || by_package systemd "systemd, of which the tests run systemd-analyze alone, half a minute, 30 MB in /usr"
}

look_git() {
  found=$(command -v git) || by_package git "git, half a minute, 50 MB in /usr"
}
