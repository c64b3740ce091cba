/** @type {import("next").NextConfig} */
const config = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  serverExternalPackages: ["better-sqlite3", "pino", "pg"],
  poweredByHeader: false,
  reactStrictMode: true,
  // A test run builds beside a running development server without touching its files.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
};

export default config;
