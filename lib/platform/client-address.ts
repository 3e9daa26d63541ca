import ipaddr from "ipaddr.js";
import { LRUCache } from "lru-cache";
import { hopsOfForwarded, hopsOfForwardedFor } from "./forwarded-hops";

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The address if known, and the key for rate limits. */
type Client = { address: string | null; network: string };

// Cache size. The same clients return, and parsing an address costs more than generating a password.
const CLIENTS_REMEMBERED = 10_000;
// Real headers are shorter; longer ones are parsed each time, so that they can't fill the memory.
const REMEMBERED_HEADER_MAX = 200;

/** The headers in which proxies name the client. Forwarded counts only when X-Forwarded-For is missing. */
export type ForwardingHeaders = { forwardedFor?: string | undefined; forwarded?: string | undefined };

/** Called when a trusted proxy wrote something that names no address. */
export type UnreadableHop = (hop: { header: "X-Forwarded-For" | "Forwarded"; text: string }) => void;

/** The client behind a socket and the trusted proxies (addresses or CIDR ranges). */
export function createClientReader(
  trustedProxies: readonly string[],
  unreadable: UnreadableHop = () => undefined,
): (socketAddress: string | undefined, headers: ForwardingHeaders) => Client {
  const readAddress = createClientAddressReader(trustedProxies, unreadable);
  const remembered = new LRUCache<string, Client>({ max: CLIENTS_REMEMBERED });
  return (socketAddress, headers) => {
    const key = keyOf(socketAddress, headers);
    const known = key === undefined ? undefined : remembered.get(key);
    if (known !== undefined) return known;
    const client = clientWithAddress(readAddress(socketAddress, headers));
    if (key !== undefined && key.length <= REMEMBERED_HEADER_MAX) remembered.set(key, client);
    return client;
  };
}

function keyOf(socketAddress: string | undefined, { forwardedFor, forwarded }: ForwardingHeaders): string | undefined {
  if (forwardedFor !== undefined) return `${socketAddress} ${forwardedFor}`;
  return forwarded === undefined ? socketAddress : `${socketAddress} = ${forwarded}`;
}

export function clientWithAddress(address: string | null): Client {
  return { address, network: networkOf(address) };
}

/** The address of the nearest hop that isn't a trusted proxy. */
export type ClientAddressReader = (socketAddress: string | undefined, headers: ForwardingHeaders) => string | null;

/** `trustedProxies` are addresses or CIDR ranges; if empty, only the socket counts and the headers are ignored. */
export function createClientAddressReader(
  trustedProxies: readonly string[],
  unreadable: UnreadableHop = () => undefined,
): ClientAddressReader {
  const ranges = trustedProxies.map(parseRange);
  const isTrusted = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
    ranges.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));

  return (socketAddress, { forwardedFor, forwarded }) => {
    if (socketAddress === undefined || !ipaddr.isValid(socketAddress)) return null;
    let client = ipaddr.process(socketAddress);
    if (ranges.length === 0 || !isTrusted(client)) return client.toString();
    const hops = forwardedFor === undefined ? hopsOfForwarded(forwarded ?? "") : hopsOfForwardedFor(forwardedFor);
    for (const { address, text } of hops) {
      if (!isTrusted(client)) break;
      if (address === null) {
        // The last proxy counts as the client then.
        unreadable({ header: forwardedFor === undefined ? "Forwarded" : "X-Forwarded-For", text });
        break;
      }
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
