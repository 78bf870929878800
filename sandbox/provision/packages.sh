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
  local line
  printf -v line '%q ' "$MAYDAY_HOME/sandbox/provision/install" "$@"
  command -v apt-get >/dev/null ||
    stop "there is no apt-get here to install: $*" "install them your way (see $MAYDAY_HOME/sandbox/provision/install), then start again"
  may_install || stop "installing needs root, and sudo asks for a password here: $*" "run this line, then start again: sudo ${line% }"
  say "installing by apt-get: $*"
  as_root "$MAYDAY_HOME/sandbox/provision/install" "$@" ||
    stop "apt-get could not install: $*" "see its lines above; once mended, start again or run: sudo ${line% }"
  hash -r
}

# A package brought it or nothing did.
fetch_git() { :; }
fetch_jdk() { :; }
fetch_maven() { :; }
fetch_node() { :; }
fetch_postgres() { :; }

look_git() {
  found=$(command -v git) || by_package git "git, half a minute, 50 MB in /usr"
}
