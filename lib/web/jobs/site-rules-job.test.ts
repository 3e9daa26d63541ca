import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { operatorContext } from "@/lib/web/server-context";
import { createSiteRulesJob } from "./site-rules-job";

const files: Record<string, string> = {
  "/password-rules.json": JSON.stringify({ "shop.example": { "password-rules": "minlength: 9;" } }),
  "/shared-credentials.json": "[]",
  "/change-password-URLs.json": "{}",
};

/** A runtime whose lists come from a server that is down until it is told to work. */
async function startWithoutLists() {
  let works = false;
  const server = createServer((request, response) => {
    if (works) response.end(files[request.url ?? ""]);
    else response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { runtime, dispose } = await createTestRuntime({
    SITE_RULES: "auto",
    SITE_RULES_URL: `http://127.0.0.1:${port}`,
  });
  const { siteRules } = operatorContext(runtime);
  const planned: { work: () => void; delayMs: number }[] = [];
  const job = createSiteRulesJob(runtime, (work, delayMs) => {
    const plan = { work, delayMs };
    planned.push(plan);
    return () => void planned.splice(planned.indexOf(plan), 1);
  });
  const next = async (): Promise<number> => {
    const [plan] = planned.splice(0);
    plan?.work();
    // A second refresh joins the running one.
    await siteRules.refresh();
    await new Promise((resolve) => setImmediate(resolve));
    return plan?.delayMs ?? 0;
  };
  return {
    job,
    planned,
    next,
    sites: () => siteRules.status().sites,
    repair: () => void (works = true),
    async dispose() {
      server.closeAllConnections();
      server.close();
      await dispose();
    },
  };
}

test("a failed first fetch is repeated within seconds, then minutes, until there are lists", async () => {
  const server = await startWithoutLists();
  await server.job.run();
  const delays = [await server.next(), await server.next()];
  expect(delays).toEqual([30_000, 120_000]);
  expect(server.sites()).toBe(0);
  server.repair();
  await server.next();
  expect(server.sites()).toBe(1);
  expect(server.planned).toEqual([]);
  await server.dispose();
});

test("a new run and the end of the job cancel the planned repetition", async () => {
  const server = await startWithoutLists();
  await server.job.run();
  await server.job.run();
  expect(server.planned.map(({ delayMs }) => delayMs)).toEqual([30_000]);
  server.job.stop();
  expect(server.planned).toEqual([]);
  await server.job.run();
  expect(server.planned).toEqual([]);
  await server.dispose();
});
