import { describe, expect, test } from "vitest";
import { createClientAddressReader, isNearby, networkOf, type ForwardingHeaders } from "./client-address";

describe("the client's address", () => {
  test("X-Forwarded-For is ignored unless a proxy is trusted", () => {
    const read = createClientAddressReader([]);
    expect(read("203.0.113.9", { forwardedFor: "198.51.100.1" })).toBe("203.0.113.9");
    expect(read("127.0.0.1", { forwardedFor: "198.51.100.1" })).toBe("127.0.0.1");
  });

  test("behind a trusted proxy the right-most untrusted hop is the client", () => {
    const read = createClientAddressReader(["10.0.0.0/8", "::1"]);
    expect(read("10.1.2.3", { forwardedFor: "198.51.100.1" })).toBe("198.51.100.1");
    expect(read("10.1.2.3", { forwardedFor: "6.6.6.6, 198.51.100.1, 10.9.9.9" })).toBe("198.51.100.1");
    expect(read("::1", { forwardedFor: "198.51.100.1" })).toBe("198.51.100.1");
    expect(read("198.51.100.7", { forwardedFor: "6.6.6.6" })).toBe("198.51.100.7");
  });

  test("a forged or invalid header never changes the address from the last trusted one", () => {
    const read = createClientAddressReader(["127.0.0.1"]);
    expect(read("127.0.0.1", { forwardedFor: "6.6.6.6, garbage" })).toBe("127.0.0.1");
    expect(read("127.0.0.1", { forwardedFor: "" })).toBe("127.0.0.1");
    expect(
      read("127.0.0.1", { forwardedFor: `6.6.6.6,${Array.from({ length: 50 }, () => "127.0.0.1").join(",")}` }),
    ).toBe("127.0.0.1");
  });

  test("one IPv4 address has one spelling", () => {
    const read = createClientAddressReader(["127.0.0.1"]);
    expect(read("::ffff:203.0.113.9", { forwardedFor: undefined })).toBe("203.0.113.9");
    expect(read("::ffff:127.0.0.1", { forwardedFor: "::FFFF:203.0.113.9" })).toBe("203.0.113.9");
  });

  test("a socket without an address gives an unknown client", () => {
    expect(createClientAddressReader([])(undefined, { forwardedFor: "1.2.3.4" })).toBeNull();
  });
});

const proxied = createClientAddressReader(["127.0.0.1", "10.0.0.0/8", "fd00::/8"]);

test.each([
  // Azure's gateways, IIS and Envoy write a port; HAProxy and IIS write brackets.
  ["203.0.113.9:51234", "203.0.113.9"],
  ["[2001:db8::1]:443", "2001:db8::1"],
  ["[2001:db8::1]", "2001:db8::1"],
  ["[203.0.113.9]:443", "203.0.113.9"],
  ["2001:db8::1", "2001:db8::1"],
  ["2001:db8:0:0:0:0:0:1:51234", "2001:db8::1"],
  ["2001:db8::1:51234", "2001:db8::1"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["::ffff:203.0.113.9:51234", "203.0.113.9"],
  ["[::ffff:203.0.113.9]:51234", "203.0.113.9"],
  ["fe80::1%eth0", "fe80::1"],
  ["[fe80::1%25eth0]:443", "fe80::1"],
  ['"203.0.113.9"', "203.0.113.9"],
  ['"[2001:db8::1]:443"', "2001:db8::1"],
  [" 203.0.113.9\t", "203.0.113.9"],
  ["203.0.113.9:51234, 10.0.0.7:8080", "203.0.113.9"],
  ["203.0.113.9:51234,[fd00::7]:8080,127.0.0.1:1", "203.0.113.9"],
  ["6.6.6.6:1, 203.0.113.9:51234, 10.0.0.7", "203.0.113.9"],
  ["203.0.113.9, , 10.0.0.7,", "203.0.113.9"],
  ["203.0.113.9:_outside", "203.0.113.9"],
])("X-Forwarded-For %j names %s", (forwardedFor, address) => {
  expect(proxied("127.0.0.1", { forwardedFor })).toBe(address);
});

test.each([
  ["for=203.0.113.9", "203.0.113.9"],
  ["For=203.0.113.9;Proto=https;By=10.0.0.7", "203.0.113.9"],
  ['for="203.0.113.9:51234"', "203.0.113.9"],
  ['for="[2001:db8:cafe::17]:4711"', "2001:db8:cafe::17"],
  ['for="[2001:db8:cafe::17]"', "2001:db8:cafe::17"],
  ["for=[2001:db8::1]:443", "2001:db8::1"],
  ["for=203.0.113.9:51234", "203.0.113.9"],
  ['proto=https ; for = "203.0.113.9" ; host=a.example', "203.0.113.9"],
  ['for="203.0.113.\\9"', "203.0.113.9"],
  ['for=203.0.113.9;host="a,b;for=6.6.6.6"', "203.0.113.9"],
  ['host="a, for=\\"6.6.6.6";for=203.0.113.9', "203.0.113.9"],
  ["for=6.6.6.6, for=203.0.113.9, for=10.0.0.7", "203.0.113.9"],
  ['for="203.0.113.9:_Port-1", for=10.0.0.7;', "203.0.113.9"],
  ['for="6.6.6.6, for=203.0.113.9', "203.0.113.9"],
  ['for="6.6.6.6, for="[2001:db8::1]:443"', "2001:db8::1"],
  ['x="\\, for="[2001:db8::1]"', "2001:db8::1"],
  ["for=203.0.113.9, , for=10.0.0.7,", "203.0.113.9"],
])("Forwarded %j names %s", (forwarded, address) => {
  expect(proxied("127.0.0.1", { forwarded })).toBe(address);
});

test("X-Forwarded-For takes precedence over Forwarded, which the proxy may only pass on", () => {
  expect(proxied("127.0.0.1", { forwardedFor: "203.0.113.9", forwarded: "for=6.6.6.6" })).toBe("203.0.113.9");
  expect(proxied("198.51.100.7", { forwarded: "for=6.6.6.6" })).toBe("198.51.100.7");
});

test.each<[ForwardingHeaders, string]>([
  [{ forwardedFor: "unknown" }, "unknown"],
  [{ forwardedFor: "203.0.113.9, client.example.org" }, "client.example.org"],
  [{ forwardedFor: "203.0.113.999" }, "203.0.113.999"],
  [{ forwardedFor: "3405803785" }, "3405803785"],
  [{ forwarded: "for=unknown" }, "for=unknown"],
  [{ forwarded: "for=203.0.113.9, for=_hidden;proto=https" }, "for=_hidden;proto=https"],
  [{ forwarded: 'for="_SEVKISEK:4711"' }, 'for="_SEVKISEK:4711"'],
  [{ forwarded: "proto=https;host=a.example" }, "proto=https;host=a.example"],
  [{ forwarded: "203.0.113.9" }, "203.0.113.9"],
  [{ forwarded: 'for="203.0.113.9' }, 'for="203.0.113.9'],
])("%j names no address: the proxy counts, and it is reported", (headers, text) => {
  const reported: string[] = [];
  const read = createClientAddressReader(["127.0.0.1"], (hop) => reported.push(`${hop.header}: ${hop.text}`));
  expect(read("127.0.0.1", headers)).toBe("127.0.0.1");
  expect(reported).toEqual([`${headers.forwarded === undefined ? "X-Forwarded-For" : "Forwarded"}: ${text}`]);
});

test("what a client wrote before its proxy's entry, or without a proxy, isn't reported", () => {
  const reported: string[] = [];
  const read = createClientAddressReader(["127.0.0.1"], ({ text }) => reported.push(text));
  read("127.0.0.1", { forwardedFor: "garbage, 203.0.113.9" });
  read("127.0.0.1", { forwarded: 'for="garbage, for=203.0.113.9' });
  read("198.51.100.7", { forwardedFor: "garbage", forwarded: "garbage" });
  read("127.0.0.1", { forwardedFor: "" });
  read("127.0.0.1", {});
  expect(reported).toEqual([]);
});

describe("the network for rate limits", () => {
  test("is the /64 for IPv6, in any spelling", () => {
    const network = networkOf("2001:db8:0:1::1");
    expect(networkOf("2001:DB8:0:1:ffff:ffff:ffff:ffff")).toBe(network);
    expect(networkOf("2001:0db8:0000:0001:0:0:0:2")).toBe(network);
    expect(networkOf("2001:db8:0:2::1")).not.toBe(network);
  });

  test("is the address for IPv4, mapped or not, loopback included", () => {
    expect(networkOf("203.0.113.9")).toBe("203.0.113.9");
    expect(networkOf("::ffff:203.0.113.9")).toBe("203.0.113.9");
    expect(networkOf("127.0.0.1")).toBe("127.0.0.1");
  });

  test("is one shared value for unknown addresses", () => {
    expect(networkOf(null)).toBe(networkOf("garbage"));
  });
});

test.each(["127.0.0.1", "::1", "::ffff:10.1.2.3", "192.168.7.7", "172.18.0.1", "fd00::1", "fe80::1"])(
  "%s is a private address, where a proxy may run",
  (address) => {
    expect(isNearby(address)).toBe(true);
  },
);

test.each([undefined, "", "203.0.113.9", "2001:db8::1", "172.33.0.1"])("%s isn't a private address", (address) => {
  expect(isNearby(address)).toBe(false);
});
