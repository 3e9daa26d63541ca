import path from "node:path";
import { gzipSync } from "node:zlib";
import { serve } from "./processes.mjs";

// JavaScript of an empty page of the same Next version, measured once; the target is relative to it.
const EMPTY_PAGE_KILOBYTES = 134.9;

/**
 * The gzipped JavaScript that the generator page loads first, counted from the page itself.
 *
 * @param {{ root: string, temporaryFolder: string }} options
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function benchFirstLoad({ root, temporaryFolder }) {
  const server = await serve({
    command: [process.execPath, path.join(root, "build", "server.mjs")],
    cwd: root,
    env: { MALLOC_ARENA_MAX: "1", DATA_DIR: path.join(temporaryFolder, "data") },
    readyPath: "/",
    logFile: path.join(temporaryFolder, "first-load.log"),
  });
  try {
    const page = await (await fetch(server.origin)).text();
    // A browser that supports modules skips the polyfills (noModule).
    const tags = [...page.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
    const urls = [...new Set(tags.map(([, source]) => source))];
    const sizes = await Promise.all(
      urls.map(async (url) => gzipSync(Buffer.from(await (await fetch(server.origin + url)).arrayBuffer())).length),
    );
    const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
    return [
      {
        what: "first-load JavaScript of / against an empty page of the same Next",
        value: kilobytes / EMPTY_PAGE_KILOBYTES,
        target: "<= 1.15",
        unit: "x",
        detail: `${kilobytes.toFixed(1)} kB gzip in ${urls.length} files, empty page ${EMPTY_PAGE_KILOBYTES} kB`,
      },
    ];
  } finally {
    await server.stop();
  }
}
