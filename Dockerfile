# Offhook in a container: `docker compose up -d --build`, or alone with a database of its own:
#   docker build -t offhook . && docker run -p 127.0.0.1:3000:3000 -v offhook:/data offhook
# How to run it for real calls is in docs/deploy.md.

FROM node:20-bookworm-slim AS build
WORKDIR /opt/offhook
COPY package.json package-lock.json .npmrc tsconfig.json ./
COPY packages packages
COPY scripts scripts
# As the lockfile says, and without install scripts: what they would do is done at start, or in the next steps.
RUN npm ci --omit=dev --ignore-scripts
RUN node scripts/build-console.mjs
# The unprivileged user below may not write here; without this the server would copy 60 MB of PostgreSQL into /data.
RUN node --import tsx --input-type=module --eval \
    'const { findBinaries, makeRunnable } = await import("./packages/server/src/database/binaries.ts"); makeRunnable(findBinaries());'

FROM node:20-bookworm-slim
# The supervisor reaps its own children, but not theirs, which come to the first process when a worker is killed.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/offhook
COPY --from=build /opt/offhook ./
RUN install --directory --owner=node --group=node --mode=0700 /data
ENV HOST=0.0.0.0 PORT=3000 OFFHOOK_DATA=/data
VOLUME /data
EXPOSE 3000
USER node
# Drains: calls under way are finished first. Give it time (`docker stop --time 960`), or calls are cut after ten seconds.
STOPSIGNAL SIGTERM
# By a loopback name: the host guard knows no other but PUBLIC_URL's.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "scripts/start.mjs"]
