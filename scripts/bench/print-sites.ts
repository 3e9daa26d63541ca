// `npm run bench -- sites PATH`: counts the sites, from a file or folder of lists, or from the lists that the server
// has fetched.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseConfig } from "@/lib/config";
import { benchSites } from "./sites";
import { printTable } from "./table.mjs";
import { projectFolder } from "../lib/project.mjs";

const path = process.argv[2] ?? process.env["BENCH_SITE_RULES"] ?? fetchedLists();
const { rows, weak, refused } = await benchSites(path);
printTable(rows);
for (const sentence of refused) console.log(`refused ${sentence}`);
for (const { domain, bits, length } of weak)
  console.log(`weak    ${domain}: ${bits.toFixed(1)} bits at best, with ${length} characters`);

function fetchedLists(): string {
  const env = join(projectFolder, ".env");
  if (existsSync(env)) process.loadEnvFile(env);
  return join(parseConfig(process.env, projectFolder).dataDirectory, "site-rules");
}
