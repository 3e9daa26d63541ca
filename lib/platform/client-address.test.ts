import { describe, expect, test } from "vitest";
import { createClientAddressReader, isNearby, networkOf } from "./client-address";

describe("the client's address", () => {
  test("X-Forwarded-For is ignored unless a proxy is trusted", () => {
    const read = createClientAddressReader([]);
    expect(read("203.0.113.9", "198.51.100.1")).toBe("203.0.113.9");
    expect(read("127.0.0.1", "198.51.100.1")).toBe("127.0.0.1");
  });

  test("behind a trusted proxy the right-most untrusted hop is the client", () => {
    const read = createClientAddressReader(["10.0.0.0/8", "::1"]);
    expect(read("10.1.2.3", "198.51.100.1")).toBe("198.51.100.1");
    expect(read("10.1.2.3", "6.6.6.6, 198.51.100.1, 10.9.9.9")).toBe("198.51.100.1");
    expect(read("::1", "198.51.100.1")).toBe("198.51.100.1");
    expect(read("198.51.100.7", "6.6.6.6")).toBe("198.51.100.7");
  });

  test("a forged or invalid header never changes the address from the last trusted one", () => {
    const read = createClientAddressReader(["127.0.0.1"]);
    expect(read("127.0.0.1", "6.6.6.6, garbage")).toBe("127.0.0.1");
    expect(read("127.0.0.1", "")).toBe("127.0.0.1");
    expect(read("127.0.0.1", "1.2.3.4:80")).toBe("127.0.0.1");
    expect(read("127.0.0.1", `6.6.6.6,${Array.from({ length: 50 }, () => "127.0.0.1").join(",")}`)).toBe("127.0.0.1");
  });

  test("one IPv4 address has one spelling", () => {
    const read = createClientAddressReader(["127.0.0.1"]);
    expect(read("::ffff:203.0.113.9", undefined)).toBe("203.0.113.9");
    expect(read("::ffff:127.0.0.1", "::FFFF:203.0.113.9")).toBe("203.0.113.9");
  });

  test("a socket without an address gives an unknown client", () => {
    expect(createClientAddressReader([])(undefined, "1.2.3.4")).toBeNull();
  });
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
