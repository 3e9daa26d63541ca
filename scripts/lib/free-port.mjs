import { randomInt } from "node:crypto";
import { createServer } from "node:net";

// Below the ports that systems give to outgoing connections: from 32768 on Linux, from 49152 elsewhere.
const FIRST_PORT = 20_000;
const PORTS = 10_000;

/**
 * A port of 127.0.0.1 on which nothing listens, always an even one. No other caller gets it while this process runs:
 * this process listens on the odd port above it, which marks the pair as taken.
 *
 * @returns {Promise<number>}
 * @throws {Error} when 100 pairs in a row are taken.
 */
export async function freePort() {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = FIRST_PORT + 2 * randomInt(PORTS / 2);
    const mark = await listen(port + 1);
    if (mark === null) continue;
    const probe = await listen(port);
    if (probe === null) {
      mark.close();
      continue;
    }
    mark.unref();
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }
  throw new Error("No free port was found.");
}

/**
 * @param {number} port
 * @returns {Promise<import("node:net").Server | null>} `null` if the port is taken.
 */
function listen(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
