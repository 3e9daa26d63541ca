// Ten processes share a server, and more connections than this make none of them faster.
const SHARE = 10;
const LEAST = 4;
const MOST = 20;

/**
 * How many connections a process opens at most, to read and to write. Without a configured number it is a tenth of what
 * the server allows, from 4 to 20. `available` is null behind a pooler, whose connections are cheap.
 */
export function planConnections({ configured, available }: { configured: number | null; available: number | null }): {
  reading: number;
  writing: number;
} {
  const share = available === null ? MOST : Math.min(MOST, Math.max(LEAST, Math.floor(available / SHARE)));
  const total = configured ?? share;
  return { reading: Math.max(1, Math.floor(total / 2)), writing: Math.max(1, Math.ceil(total / 2)) };
}
