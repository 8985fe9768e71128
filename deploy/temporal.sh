#!/bin/bash
# Entry point of the Temporal image: `schema` makes or updates the schema and ends; `server` runs the server.
set -euo pipefail

password="$(<"$POSTGRES_PASSWORD_FILE")"

case "${1:-server}" in
  schema)
    export SQL_PLUGIN=postgres12 SQL_HOST="$POSTGRES_SEEDS" SQL_PORT="$DB_PORT" SQL_USER="$POSTGRES_USER" SQL_PASSWORD="$password"
    for pair in "$DBNAME:postgresql/v12/temporal" "$VISIBILITY_DBNAME:postgresql/v12/visibility"; do
      export SQL_DATABASE="${pair%%:*}"
      temporal-sql-tool setup-schema -v 0.0
      temporal-sql-tool update-schema --schema-name "${pair#*:}"
    done
    ;;
  server)
    # The members of a cluster find each other by address, so it must be one the others can reach.
    address="$(hostname -i | cut -d' ' -f1)"
    export DB=postgres12 POSTGRES_PWD="$password" BIND_ON_IP="$address" TEMPORAL_BROADCAST_ADDRESS="$address"
    export DYNAMIC_CONFIG_FILE_PATH="${DYNAMIC_CONFIG_FILE_PATH:-/etc/temporal/dynamic-config.yaml}" LOG_LEVEL="${LOG_LEVEL:-warn}"
    exec temporal-server --allow-no-auth start
    ;;
  *)
    echo "Unknown command \"$1\": it is schema or server." >&2
    exit 64
    ;;
esac
