type Addresses = {
  port: number;
  publicOrigin: string;
  /** Where each setting comes from; absent when it isn't set. */
  origins: { FRONTEND_URL?: unknown };
};

/**
 * The origins of this server's pages: the public origin, and without FRONTEND_URL also the other names of this machine,
 * because a user may open any of them.
 */
export function ownOrigins({ port, publicOrigin, origins }: Addresses): readonly string[] {
  if (origins.FRONTEND_URL !== undefined) return [publicOrigin];
  const names = ["localhost", "127.0.0.1", "[::1]"];
  // Parsed, because browsers leave out port 80.
  return [...new Set([publicOrigin, ...names.map((name) => new URL(`http://${name}:${port}`).origin)])];
}

/** The own origin that a request's Host header names, or the public one; a proxy may have changed the header. */
export function ownOriginOf(host: string | undefined, origins: readonly string[]): string {
  const [publicOrigin = ""] = origins;
  return origins.find((origin) => new URL(origin).host === host?.toLowerCase()) ?? publicOrigin;
}
