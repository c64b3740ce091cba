# Channelbook as one image: the standalone build and nothing else. It never loads demo data; migrations run at its start.
#   docker build -t channelbook .
#   docker run -p 3000:3000 -v channelbook:/data -e PUBLIC_URL=https://prices.example.com channelbook

FROM node:24-bookworm-slim AS build
WORKDIR /src
# The packages change less often than the sources.
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_URL=file:/data/channelbook.db
# /data holds the database and, beside it, the installation's secret.
RUN mkdir /data && chown node:node /data
VOLUME /data
WORKDIR /app
COPY --from=build /src/.next/standalone ./
# The program's files are root's: it can write nothing but its data.
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "channelbook.mjs"]
