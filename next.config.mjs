/** @type {import("next").NextConfig} */
const config = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  serverExternalPackages: ["better-sqlite3", "pino", "pg", "prom-client", "@opentelemetry/sdk-node"],
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` and `npm test` check types, tests included; starting the product does not do it again.
  typescript: { ignoreBuildErrors: true },
  // A test run builds beside a running development server without touching its files.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
};

export default config;
