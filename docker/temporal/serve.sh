#!/bin/sh
set -eu
# shellcheck source=docker/temporal/password.sh
. "${0%/*}/password.sh"
export POSTGRES_PWD="$password"
exec /etc/temporal/entrypoint.sh
