import ipaddr from "ipaddr.js";
import { LRUCache } from "lru-cache";

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** An address as far as it is known, and what limits count it by. */
type Client = { address: string | null; network: string };

// The same clients come back again and again, and reading an address costs more than making a password.
const CLIENTS_REMEMBERED = 10_000;
// An honest header is shorter; a longer one is read each time, so that it can't fill the memory.
const REMEMBERED_HEADER_MAX = 200;

/** The client at a socket, behind whatever proxies are trusted (addresses or CIDR ranges). */
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

/** Decides whose X-Forwarded-For to believe: the address of the nearest hop that is not one of our own proxies. */
export type ClientAddressReader = (
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
) => string | null;

// An attacker may send a header of any length; no real chain of proxies is longer than this.
const HOPS_MAX = 50;

/** `trustedProxies` are addresses or CIDR ranges; with none, only the socket counts and the header is ignored. */
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
      // Garbage from behind a trusted proxy: the last address that is certain is the one that counts.
      if (!ipaddr.isValid(address)) break;
      client = ipaddr.process(address);
    }
    return client.toString();
  };
}

/** Whether an address is this machine's or its own network's, where proxies stand. */
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

/** All clients whose address can't be known share this one name. */
export const UNKNOWN_NETWORK = "unknown";

/** What limits count by: an IPv4 address, or the /64 of an IPv6 one, since a single customer owns all of those. */
export function networkOf(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return UNKNOWN_NETWORK;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/64`).toString()}/64`;
}
