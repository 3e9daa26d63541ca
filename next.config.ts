import { existsSync } from "node:fs";
import type { NextConfig } from "next";
import { apiAliases, jsonAliases } from "./lib/api-routes";
import {
  baselineHeaders,
  logoContentSecurityPolicy,
  mailContentSecurityPolicy,
  serviceWorkerContentSecurityPolicy,
} from "./lib/web/http/headers";

// Build configuration, not a setting of the product: tests build beside a running product.
const buildDirectory = process.env.LATCHKEY_BUILD_DIRECTORY ?? "build";

// Next writes the names of its output folders into this file; a build of its own keeps the project's untouched.
const buildTsconfig = `${buildDirectory}/tsconfig.json`;

const nextConfig: NextConfig = {
  distDir: `${buildDirectory}/next`,
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // Every title comes with its page: streamed after it, a screen reader would find a page without a name.
  htmlLimitedBots: /.*/,
  // Types are checked once, by `npm run typecheck`, and not again on every machine that builds.
  typescript: { ignoreBuildErrors: true, ...(existsSync(buildTsconfig) && { tsconfigPath: buildTsconfig }) },
  skipTrailingSlashRedirect: true,
  experimental: {
    // An import's file of 5 MiB, and the form round it.
    serverActions: { bodySizeLimit: "6mb" },
    // Each build has its own folder, so nothing would read this cache, and writing it doubles a build's work.
    turbopackFileSystemCacheForBuild: false,
    // Next would load every page in one task at the start, which blocks the event loop for half a second; see `preloadPages`.
    preloadEntriesOnStart: false,
  },
  serverExternalPackages: [
    "better-sqlite3",
    "@prisma/adapter-better-sqlite3",
    "@prisma/adapter-pg",
    "@prisma/client",
    "nodemailer",
    "pg",
    "pino",
    "piscina",
    "prom-client",
  ],
  // What server.ts does on the direct line, for a plain `next start`.
  rewrites: async () => ({
    beforeFiles: [
      ...Object.entries(apiAliases).flatMap(([destination, aliases]) =>
        aliases.map((source) => ({ source, destination })),
      ),
      ...Object.entries(jsonAliases).map(([source, destination]) => ({
        source,
        destination,
        has: [{ type: "header" as const, key: "content-type", value: "application/json.*" }],
      })),
    ],
    afterFiles: [],
    fallback: [],
  }),
  headers: async () => [
    { source: "/:path*", headers: Object.entries(baselineHeaders()).map(([key, value]) => ({ key, value })) },
    // The later row wins, and what a route handler sets itself would lose against both.
    {
      source: "/admin/mail/:id/preview",
      headers: [{ key: "content-security-policy", value: mailContentSecurityPolicy }],
    },
    { source: "/logo", headers: [{ key: "content-security-policy", value: logoContentSecurityPolicy }] },
    {
      source: "/service-worker.js",
      headers: [
        { key: "content-security-policy", value: serviceWorkerContentSecurityPolicy },
        // A browser must notice a changed one at the next visit.
        { key: "cache-control", value: "no-cache" },
      ],
    },
    { source: "/manifest.webmanifest", headers: [{ key: "cache-control", value: "no-cache" }] },
    // Without it Chrome asks for the icon again whenever the settings in the address change.
    { source: "/icon.svg", headers: [{ key: "cache-control", value: `public, max-age=${24 * 60 * 60}` }] },
  ],
};

export default nextConfig;
