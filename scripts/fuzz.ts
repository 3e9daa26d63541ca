// `npm run fuzz -- --requests N --seed S`: sends changed requests to every operation of the OpenAPI document, as an
// anonymous client, a user, a moderator and an administrator. The server runs in this process, on a loopback address and an
// empty database that is removed afterwards. The same seed makes the same changes.
import { parseArgs } from "node:util";
import { runFuzz } from "./fuzz/run-fuzz";

const { values } = parseArgs({
  options: { requests: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
});
const [requests, seed] = [Number(values.requests), Number(values.seed)];

if (!Number.isSafeInteger(requests) || requests < 0 || !Number.isSafeInteger(seed)) {
  console.error("Usage: npm run fuzz -- [--requests N] [--seed S]");
  process.exitCode = 2;
} else {
  const startedAt = Date.now();
  const seconds = (): number => Math.round((Date.now() - startedAt) / 1000);
  const progress = (sent: number): void => console.log(`${sent} requests, ${seconds()} s`);
  const { succeeded, problems } = await runFuzz({ requests, seed, progress });
  const successes = [...succeeded.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `${requests} changed requests, seed ${seed}, ${seconds()} s: ${succeeded.size} paths with a 2xx, ${successes} successes, ${problems.size} kinds of wrong answers`,
  );
  for (const [name, { count, example }] of problems) console.error(`${name} (${count} times)\n  ${example}`);
  process.exitCode = problems.size === 0 ? 0 : 1;
}
