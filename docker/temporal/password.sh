# shellcheck shell=sh
# Temporal takes its database's password from a variable only. It is put there inside of the container, so that neither the
# compose file nor `docker inspect` shows it.
password=$(cat "${TEMPORAL_DB_SECRET:-/run/secrets/temporal-db}")
[ -n "$password" ] || {
  echo "the secret temporal-db is empty" >&2
  echo "HINT: docker/README.md says how to make it" >&2
  exit 1
}
