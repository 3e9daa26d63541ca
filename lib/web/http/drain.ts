import type { Server } from "node:http";
import { type Socket, Server as TcpServer } from "node:net";
import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import type { Exchanges } from "./exchanges";

// A client that has connected, or that reuses a connection, sends its request within this time.
const GRACE_MS = 500;
/**
 * Behind a proxy: it keeps connections for a while without using them, and answers 502 when one closes while it sends a request.
 * A reply closes its connection, so that those in use are gone long before.
 */
export const PROXY_GRACE_MS = 5_000;
// A header that has begun takes no longer, or its client doesn't hurry.
const HEADER_MS = 4 * GRACE_MS;
// Node's backlog (net.Server.listen) and one more, which Linux adds. The operating system hands waiting connections over in
// their order: after as many, those that follow came later, and a flood doesn't keep the server from stopping.
const BACKLOG = 512;
const POLL_MS = 50;
// Turns of the event loop without a new connection after which none is waiting.
const QUIET_TURNS = 3;

/** Prepares the server's stop. Call it before `listen`, after `recordExchanges`. */
export function createDrain(
  server: Server,
  exchanges: Exchanges,
  graceMs = GRACE_MS,
  headerMs = HEADER_MS,
): (limitMs: number) => Promise<void> {
  let accepted = 0;
  server.on("connection", () => {
    accepted += 1;
  });

  /** Connections that the operating system has completed would be reset when the listening socket closes. */
  async function acceptWaiting(): Promise<void> {
    const enough = accepted + BACKLOG;
    let seen = accepted;
    for (let quiet = 0; quiet < QUIET_TURNS && accepted < enough; quiet += 1) {
      await nextTurn();
      if (accepted === seen) continue;
      seen = accepted;
      quiet = 0;
    }
  }

  /**
   * Answers the requests that clients have sent, then closes idle and silent connections, those whose next header isn't
   * complete after `headerMs`, and after `limitMs` all others. New connections are refused.
   */
  return async function drain(limitMs) {
    server.prependListener("request", (_, outgoing) => outgoing.setHeader("connection", "close"));
    const startedAt = performance.now();
    await acceptWaiting();
    const limit = setTimeout(() => server.closeAllConnections(), limitMs);
    let isClosed = false;
    const closed = new Promise<void>((resolve) => {
      // The close of HTTP servers ends idle connections at once, and resets those whose next request is on its way.
      TcpServer.prototype.close.call(server, () => {
        isClosed = true;
        resolve();
      });
    });
    // At the previous check.
    let silentBefore = new Set<Socket>();
    while (!isClosed) {
      await Promise.race([pause(POLL_MS), closed]);
      // Between two checks everything that has arrived is read, however busy the process is: a turn reads before it ends.
      await nextTurn();
      const elapsedMs = performance.now() - startedAt;
      if (elapsedMs < graceMs) continue;
      server.closeIdleConnections();
      // Node counts a connection without a whole request as active.
      const silent = exchanges
        .connections()
        .filter((socket) => socket.bytesRead === 0 || (elapsedMs >= headerMs && exchanges.of(socket).length === 0));
      for (const socket of silent) if (silentBefore.has(socket)) socket.destroy();
      silentBefore = new Set(silent);
    }
    clearTimeout(limit);
  };
}
