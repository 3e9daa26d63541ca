import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BreachService, startBreachService } from "@/lib/testing/breach-service";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";

// SHA-1 of "password" is 5BAA6 1E4C9B93F3F0682250B6CF8331B7EE68FD8.
const SUFFIX = "1E4C9B93F3F0682250B6CF8331B7EE68FD8";

let service: BreachService;
beforeAll(async () => {
  service = await startBreachService({ suffix: SUFFIX, count: 10_437_277 });
});
afterAll(() => service.close());

async function withServer(settings: Record<string, string>, work: (origin: string) => Promise<void>): Promise<void> {
  const { runtime, dispose } = await createTestRuntime(settings);
  const server = await listen(runtime);
  try {
    await work(server.origin);
  } finally {
    await server.close();
    await dispose();
  }
}

describe("breached passwords by the first digits of their hash", () => {
  test.each(["5BAA6", "5baa6"])("%s gives the other digits and the counts, padded and not stored", async (prefix) => {
    await withServer({ BREACH_CHECK: "warn", BREACH_CHECK_URL: service.url }, async (origin) => {
      service.asked.length = 0;
      const reply = await fetch(`${origin}/api/v1/breached-passwords/${prefix}`);
      expect(reply.status).toBe(200);
      expect(reply.headers.get("cache-control")).toBe("no-store");
      const { hashes } = (await reply.json()) as { hashes: { suffix: string; count: number }[] };
      expect(hashes).toHaveLength(1000);
      expect(hashes.filter(({ count }) => count > 0)).toEqual([{ suffix: SUFFIX, count: 10_437_277 }]);
      expect(service.asked).toEqual(["/range/5BAA6"]);
    });
  });

  test.each(["5BAA", "5BAA61", "5BAAG", "..%2f.."])(
    "%s isn't five hex digits, and nothing is service.asked",
    async (prefix) => {
      await withServer({ BREACH_CHECK: "warn", BREACH_CHECK_URL: service.url }, async (origin) => {
        service.asked.length = 0;
        expect((await fetch(`${origin}/api/v1/breached-passwords/${prefix}`)).status).toBe(422);
        expect(service.asked).toEqual([]);
      });
    },
  );

  test("a server that doesn't check passwords answers 404 and asks nothing", async () => {
    await withServer({ BREACH_CHECK_URL: service.url }, async (origin) => {
      service.asked.length = 0;
      const reply = await fetch(`${origin}/api/v1/breached-passwords/5BAA6`);
      expect(reply.status).toBe(404);
      expect(await reply.json()).toMatchObject({ detail: "This server doesn’t check passwords against breaches." });
      expect(service.asked).toEqual([]);
    });
  });

  test("a service that doesn't answer gives 503", async () => {
    await withServer({ BREACH_CHECK: "block", BREACH_CHECK_URL: service.url }, async (origin) => {
      service.isDown = true;
      try {
        expect((await fetch(`${origin}/api/v1/breached-passwords/5BAA6`)).status).toBe(503);
      } finally {
        service.isDown = false;
      }
    });
  });

  test("the 31st request in a minute is refused", async () => {
    await withServer({ BREACH_CHECK: "warn", BREACH_CHECK_URL: service.url }, async (origin) => {
      const statuses: number[] = [];
      for (let requests = 0; requests < 31; requests += 1)
        statuses.push((await fetch(`${origin}/api/v1/breached-passwords/00000`)).status);
      expect(statuses).toEqual([...Array<number>(30).fill(200), 429]);
    });
  });
});
