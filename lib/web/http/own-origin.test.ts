import { describe, expect, test } from "vitest";
import { parseConfig } from "@/lib/config";
import { ownOriginOf, ownOrigins } from "./own-origin";
import { isSameOrigin } from "./same-origin";

const originsFor = (environment: Record<string, string>) => ownOrigins(parseConfig(environment, "/srv"));

describe("own origins", () => {
  test("are the names of this machine on the port, without FRONTEND_URL", () => {
    expect(originsFor({ PORT: "3001" })).toEqual([
      "http://localhost:3001",
      "http://127.0.0.1:3001",
      "http://[::1]:3001",
    ]);
  });

  test("have no port 80, which browsers leave out", () => {
    expect(originsFor({ PORT: "80" })).toEqual(["http://localhost", "http://127.0.0.1", "http://[::1]"]);
  });

  test("are only the public origin with FRONTEND_URL", () => {
    expect(originsFor({ FRONTEND_URL: "https://a.example" })).toEqual(["https://a.example"]);
    expect(originsFor({ FRONTEND_URL: "http://localhost:3000" })).toEqual(["http://localhost:3000"]);
  });

  test("are found by the Host header, and any other Host means the public origin", () => {
    const origins = originsFor({});
    expect(ownOriginOf("127.0.0.1:3000", origins)).toBe("http://127.0.0.1:3000");
    expect(ownOriginOf("LocalHost:3000", origins)).toBe("http://localhost:3000");
    for (const host of ["evil.example", "127.0.0.1", "localhost:3001", "latchkey_upstream", undefined])
      expect(ownOriginOf(host, origins)).toBe("http://localhost:3000");
  });
});

describe("a request of the same origin", () => {
  const origins = originsFor({});

  test("is decided by Sec-Fetch-Site alone where it is sent, also with Origin null", () => {
    for (const origin of ["null", null, "http://localhost:3000", "https://anything.example"])
      expect(isSameOrigin("same-origin", origin, origins)).toBe(true);
    for (const site of ["same-site", "cross-site", "none", "SAME-ORIGIN", "same-origin, cross-site"])
      expect(isSameOrigin(site, "http://localhost:3000", origins), site).toBe(false);
  });

  test("needs one of our origins where Sec-Fetch-Site is missing; a missing or null one is refused", () => {
    for (const origin of origins) expect(isSameOrigin(null, origin, origins)).toBe(true);
    for (const origin of [
      null,
      undefined,
      "",
      "null",
      "http://localhost",
      "http://localhost:3001",
      "https://localhost:3000",
    ])
      expect(isSameOrigin(null, origin, origins), String(origin)).toBe(false);
  });
});
