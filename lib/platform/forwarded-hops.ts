import { isIP } from "node:net";

/** What a proxy wrote about one hop; the address is null when the text names none. */
export type Hop = { address: string | null; text: string };

// A client may send a header of any length; real proxy chains and their elements are shorter.
const HOPS_MAX = 50;
const ELEMENT_LENGTH_MAX = 1000;

/** The hops of X-Forwarded-For, the nearest first. */
export function hopsOfForwardedFor(header: string): Hop[] {
  const entries = header.split(",").map((entry) => entry.trim());
  // RFC 9110 section 5.6.1: empty elements of a list don't count.
  const present = entries.filter((entry) => entry !== "").slice(-HOPS_MAX);
  return present.reverse().map((text) => ({ address: addressOf(unquoted(text)), text }));
}

/**
 * The hops of Forwarded (RFC 7239), the nearest first. It is read from its end, because a client can begin it with
 * anything, such as a quote that never ends.
 */
export function hopsOfForwarded(header: string): Hop[] {
  const hops: Hop[] = [];
  let end = header.length;
  while (end > 0 && hops.length < HOPS_MAX) {
    const last = lastElement(header, end);
    if (last === null) return [...hops, { address: null, text: header.slice(-ELEMENT_LENGTH_MAX).trim() }];
    const node = last.pairs.get("for");
    if (last.pairs.size > 0) hops.push({ address: node === undefined ? null : addressOf(node), text: last.text });
    end = last.start - 1;
  }
  return hops;
}

type Element = { start: number; text: string; pairs: Map<string, string> };

/** The shortest well-formed element before `end`: a comma can also be part of a quoted value. */
function lastElement(header: string, end: number): Element | null {
  for (let start = end; start >= 0 && end - start <= ELEMENT_LENGTH_MAX; start -= 1) {
    if (start > 0 && header[start - 1] !== ",") continue;
    const text = header.slice(start, end).trim();
    const pairs = pairsOf(text);
    if (pairs !== null) return { start, text, pairs };
  }
  return null;
}

// A token, or a quoted string; and a bare address, which RFC 7239 section 4 wants in quotes.
const nextPair = /\s*(?:([!#$%&'*+.^_`|~\w-]+)\s*=\s*([!#$%&'*+.^_`|~\w:[\]-]*|"(?:[^"\\]|\\.)*")\s*)?(?:;|$)/y;

/** The parameters of an element, by their names in lower case; null when it is malformed. */
function pairsOf(text: string): Map<string, string> | null {
  const pairs = new Map<string, string>();
  nextPair.lastIndex = 0;
  while (nextPair.lastIndex < text.length) {
    const match = nextPair.exec(text);
    if (match === null) return null;
    const [, name, value] = match;
    if (name !== undefined && value !== undefined) pairs.set(name.toLowerCase(), unquoted(value));
  }
  return pairs;
}

function unquoted(text: string): string {
  const [, inside] = /^"(.*)"$/s.exec(text) ?? [];
  return inside === undefined ? text : inside.replace(/\\(.)/gs, "$1").trim();
}

// RFC 7239 section 6: a port is a number, or an identifier that stands for one.
const PORT = String.raw`:(?:\d{1,5}|_[\w.-]+)`;
const inBrackets = new RegExp(String.raw`^\[([^\]]*)\](?:${PORT})?$`);
const withPort = new RegExp(`^(.+?)${PORT}$`);

/**
 * An address as Azure, IIS, HAProxy, nginx and others write it: with a port, in brackets, with a zone. Null for `unknown`
 * and for an identifier that stands for an address (RFC 7239 sections 6.2 and 6.3).
 */
function addressOf(node: string): string | null {
  const inside = inBrackets.exec(node)?.[1];
  if (inside !== undefined) return isIP(inside) === 0 ? null : withoutZone(inside);
  if (isIP(node) !== 0) return withoutZone(node);
  // Also an IPv6 address whose port follows without brackets, where it can't be a part of the address.
  const address = withPort.exec(node)?.[1];
  return address !== undefined && isIP(address) !== 0 ? withoutZone(address) : null;
}

/** The zone of a link-local address is the name of the proxy's own network interface. */
function withoutZone(address: string): string {
  return address.replace(/%.*$/, "");
}
