#!/bin/sh
# Before api and worker start: schema, procedures and calendar in PostgreSQL, the namespace in Temporal. Safe to repeat.
set -eu
# First the role, so that the migrations give it its rights.
node --import tsx deploy/create-application-role.ts
# The options are words of their own on purpose.
# shellcheck disable=SC2086
node --import tsx scripts/publish.ts ${SODO_PUBLISH_OPTIONS:-}
node --import tsx deploy/register-namespace.ts
