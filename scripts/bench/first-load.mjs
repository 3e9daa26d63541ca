import path from "node:path";
import { gzipSync } from "node:zlib";
import { serve } from "./processes.mjs";

// What an empty page of the same Next weighs, measured once on this version (performance is judged against it).
const EMPTY_PAGE_KILOBYTES = 133;

/**
 * The JavaScript that the generator's page loads first, gzipped, counted from the page itself.
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
    // A browser that knows modules leaves the polyfills (noModule) alone.
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
        target: "<= 1.2",
        unit: "x",
        detail: `${kilobytes.toFixed(1)} kB gzip in ${urls.length} files, empty page ${EMPTY_PAGE_KILOBYTES} kB`,
      },
    ];
  } finally {
    await server.stop();
  }
}
