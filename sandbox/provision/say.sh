# shellcheck shell=bash disable=SC2034,SC2154  # the pieces share their variables
# What the launcher says goes to stderr: the output of a command (--json, say) stays clean.

say() { printf 'mayday: %s\n' "$*" >&2; }

# stop MESSAGE HINT
stop() {
  say "$1"
  printf 'HINT: %s\n' "$2" >&2
  exit 1
}

# wrong_use MESSAGE HINT: as the commands do, exit code 2
wrong_use() {
  say "$1"
  printf 'HINT: %s\n' "$2" >&2
  exit 2
}

# row NAME TEXT: one line of the list of needs
row() { printf '  %-11s %s\n' "$1" "$2" >&2; }
