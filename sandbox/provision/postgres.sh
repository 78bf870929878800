# shellcheck shell=bash disable=SC2034,SC2154  # the pieces share their variables
# PostgreSQL 13 or later, server and client programs of one version side by side. Distributions keep the server's off PATH.

has_postgres() {
  local program version
  for program in postgres initdb pg_ctl psql pg_dump pg_restore pg_basebackup; do
    [ -x "$1/$program" ] || return 1
  done
  version=$("$1/postgres" --version) && version=${version#*) } && version=${version%% *} && [ "${version%%.*}" -ge 13 ] &&
    found="PostgreSQL $version in $1"
}

folder_on_path() {
  local server
  server=$(command -v postgres) && dirname -- "$(readlink -f -- "$server")"
}

look_postgres() {
  local folder
  if [ -n "${MAYDAY_PG_BIN:-}" ]; then
    has_postgres "$MAYDAY_PG_BIN" ||
      stop "MAYDAY_PG_BIN=$MAYDAY_PG_BIN does not hold PostgreSQL 13 or later, server and clients" "unset it, or name the folder of initdb and psql"
    return
  fi
  for folder in "$(folder_on_path)" $(printf '%s\n' /usr/lib/postgresql/*/bin | sort --version-sort --reverse); do
    if has_postgres "$folder"; then
      export MAYDAY_PG_BIN=$folder
      return
    fi
  done
  by_package postgres "server and clients, about a minute, 60 MB in /usr; no cluster is made or started"
}
