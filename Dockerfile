# syntax=docker/dockerfile:1
# Two images from one checkout: `temporal` (built from the pinned Go modules, as the local runtime does) and `app` (with the
# web app built in a stage of its own: what builds it does not travel).

FROM golang:1.26.8-bookworm AS temporal-build
WORKDIR /src
COPY tools/temporal/go.mod tools/temporal/go.sum ./
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /out/temporal-server go.temporal.io/server/cmd/server \
 && CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /out/temporal-sql-tool go.temporal.io/server/cmd/tools/sql

FROM debian:bookworm-slim AS temporal
COPY --from=temporal-build /out/ /usr/local/bin/
COPY deploy/temporal.sh /usr/local/bin/temporal.sh
COPY deploy/temporal-dynamic-config.yaml /etc/temporal/dynamic-config.yaml
USER nobody
ENTRYPOINT ["/bin/bash", "/usr/local/bin/temporal.sh"]
CMD ["server"]

FROM node:20-bookworm-slim AS web-build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build:web

FROM node:20-bookworm-slim AS app
# pg_dump and pg_restore of the version of the database in docker-compose.yml, for backups, with their own libpq; Debian's brings
# what that one needs.
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
COPY --from=postgres:17-bookworm /usr/lib/postgresql/17/bin/pg_dump /usr/lib/postgresql/17/bin/pg_restore /usr/lib/postgresql/17/bin/
COPY --from=postgres:17-bookworm /usr/lib/*-linux-gnu/libpq.so.5* /usr/local/lib/
RUN ldconfig && /usr/lib/postgresql/17/bin/pg_dump --version
ENV NODE_ENV=production TZ=UTC SODO_HOST=0.0.0.0 SODO_DATA_DIR=/var/lib/sodo SODO_CACHE_DIR=/var/cache/sodo
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY . .
COPY --from=web-build /app/dist/web dist/web
# A named volume takes over the owner of the folder it covers.
RUN mkdir -p /var/lib/sodo/files /var/lib/sodo/heads /var/lib/sodo/backups /var/cache/sodo && chown -R node:node /var/lib/sodo /var/cache/sodo
USER node
CMD ["node", "--import", "tsx", "api/main.ts"]
