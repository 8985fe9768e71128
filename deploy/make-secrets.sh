#!/bin/sh
# Makes the secrets of an installation under deploy/secrets, once: those already there are left as they are.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets

make() {
  [ -e "secrets/$1" ] && return
  printf '%s' "$2" > "secrets/$1"
  # The folder is closed to others; in the container the file must be readable by the program's own user.
  chmod 644 "secrets/$1"
  echo "made secrets/$1"
}

random() { od -An -v "-N${1:-24}" -tx1 /dev/urandom | tr -d ' \n'; }

make postgres_password "$(random)"
make database_url "postgresql://sodo:$(cat secrets/postgres_password)@postgres:5432/sodo"
# Where backups are restored for a trial.
make trial_database_url "postgresql://sodo:$(cat secrets/postgres_password)@trial:5432/postgres"
# Seals what the database holds sealed: without this file it can never be read again, so keep it with the backups' keys.
make data_keys "first:$(random 32) hash:$(random 32)"
# What api and worker sign in with: the role owns nothing and may only add to the audit log.
make app_database_url "postgresql://sodo_app:$(random)@postgres:5432/sodo"
# The partners must be given these, or replace them by theirs.
make tax_secret "$(random)"
make one_stop_secret "$(random)"
make one_stop_password "$(random)"
