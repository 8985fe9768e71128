#!/bin/sh
# The simulators take their keys as plain variables; here they come from the same secret files as the api's and worker's.
set -eu
SODO_TAX_SECRET="$(cat /run/secrets/tax_secret)"
SODO_ONE_STOP_SECRET="$(cat /run/secrets/one_stop_secret)"
SODO_ONE_STOP_PASSWORD="$(cat /run/secrets/one_stop_password)"
export SODO_TAX_SECRET SODO_ONE_STOP_SECRET SODO_ONE_STOP_PASSWORD
exec node --import tsx simulators/main.ts
