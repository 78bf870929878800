#!/bin/sh
# Brings both databases of Temporal to the schema of this version: makes what is missing, changes nothing that is right.
set -eu
# shellcheck source=docker/temporal/password.sh
. "${0%/*}/password.sh"
export SQL_PASSWORD="$password"

sql() { temporal-sql-tool --plugin postgres12 --endpoint "$POSTGRES_SEEDS" --port "$DB_PORT" --user "$POSTGRES_USER" "$@"; }

# bring DATABASE SCHEMA; a database that has a version keeps it through setup-schema
bring() {
  sql --database "$1" create-database
  sql --database "$1" setup-schema --version 0.0
  sql --database "$1" update-schema --schema-name "postgresql/v12/$2"
}

bring temporal temporal
bring temporal_visibility visibility
