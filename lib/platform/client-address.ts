import ipaddr from "ipaddr.js";
import { LRUCache } from "lru-cache";

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The address if known, and the key for rate limits. */
type Client = { address: string | null; network: string };

// Cache size. The same clients return, and parsing an address costs more than generating a password.
const CLIENTS_REMEMBERED = 10_000;
// Real headers are shorter; longer ones are parsed each time, so that they can't fill the memory.
const REMEMBERED_HEADER_MAX = 200;

/** The client behind a socket and the trusted proxies (addresses or CIDR ranges). */
export function createClientReader(
  trustedProxies: readonly string[],
): (socketAddress: string | undefined, forwardedFor: string | undefined) => Client {
  const readAddress = createClientAddressReader(trustedProxies);
  const remembered = new LRUCache<string, Client>({ max: CLIENTS_REMEMBERED });
  return (socketAddress, forwardedFor) => {
    const key = forwardedFor === undefined ? socketAddress : `${socketAddress} ${forwardedFor}`;
    const known = key === undefined ? undefined : remembered.get(key);
    if (known !== undefined) return known;
    const client = clientWithAddress(readAddress(socketAddress, forwardedFor));
    if (key !== undefined && key.length <= REMEMBERED_HEADER_MAX) remembered.set(key, client);
    return client;
  };
}

export function clientWithAddress(address: string | null): Client {
  return { address, network: networkOf(address) };
}

/** The address of the nearest hop in X-Forwarded-For that isn't a trusted proxy. */
export type ClientAddressReader = (
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
) => string | null;

// A client may send a header of any length; real proxy chains are shorter.
const HOPS_MAX = 50;

/** `trustedProxies` are addresses or CIDR ranges; if empty, only the socket counts and the header is ignored. */
export function createClientAddressReader(trustedProxies: readonly string[]): ClientAddressReader {
  const ranges = trustedProxies.map(parseRange);
  const isTrusted = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
    ranges.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));

  return (socketAddress, forwardedFor) => {
    if (socketAddress === undefined || !ipaddr.isValid(socketAddress)) return null;
    let client = ipaddr.process(socketAddress);
    if (forwardedFor === undefined || ranges.length === 0) return client.toString();
    const hops = forwardedFor.split(",").slice(-HOPS_MAX).reverse();
    for (const hop of hops) {
      if (!isTrusted(client)) break;
      const address = hop.trim();
      // An invalid entry behind a trusted proxy: use the last valid address.
      if (!ipaddr.isValid(address)) break;
      client = ipaddr.process(address);
    }
    return client.toString();
  };
}

/** Whether an address is loopback or private, where proxies run. */
export function isNearby(address: string | undefined): boolean {
  return (
    address !== undefined &&
    ipaddr.isValid(address) &&
    ["loopback", "private", "uniqueLocal", "linkLocal"].includes(ipaddr.process(address).range())
  );
}

function parseRange(text: string): Range {
  if (text.includes("/")) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === "ipv6" ? 128 : 32];
}

/** All clients with an unknown address share this key. */
export const UNKNOWN_NETWORK = "unknown";

/** The rate limit key: an IPv4 address, or an IPv6 /64, because one customer owns all of it. */
export function networkOf(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return UNKNOWN_NETWORK;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/64`).toString()}/64`;
}
