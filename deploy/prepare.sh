#!/bin/sh
# Before api and worker start: schema, procedures and calendar in PostgreSQL, the namespace in Temporal. Safe to repeat.
set -eu
# The options are words of their own on purpose.
# shellcheck disable=SC2086
node --import tsx scripts/publish.ts ${SODO_PUBLISH_OPTIONS:-}
node --import tsx deploy/register-namespace.ts
