# One image for all processes: the API (default), the worker (node dist/apps/worker/src/main.js), and the `ledger` command.
# The build stage has the tools that better-sqlite3 is compiled with; the final one has none of them.
FROM node:20-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build \
  && rm -rf dist/bench dist/test \
  && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    LEDGER_DATA=/data \
    LEDGER_OUTBOX=/outbox \
    LEDGER_HOST=0.0.0.0 \
    LEDGER_PORT=8080
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# New volumes take the owner of what the image has at their place.
RUN ln -s /app/dist/apps/cli/src/main.js /usr/local/bin/ledger \
  && install -d -m 0700 -o node -g node /data /outbox /keys
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.LEDGER_PORT}/health/live`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/apps/api/src/main.js"]
