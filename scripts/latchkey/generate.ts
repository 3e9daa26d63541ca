import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseConfig } from "@/lib/config";
import { secureRandom } from "@/lib/domain/random";
import { isStartupError } from "@/lib/errors";
import { createSiteRules } from "@/lib/platform/site-rules/create-site-rules";
import { generatePasswordSchema } from "@/lib/schemas/generator-modes";
import type { SiteRules } from "@/lib/services/context";
import { drawPasswords } from "@/lib/services/passwords/draw-passwords";
import { parseInput } from "@/lib/web/parse-input";
import { clipboardProgramNames, copyToClipboard } from "./clipboard";
import { describeOptions, describeProblem, readCommandOptions } from "./command-options";
import { projectFolder } from "../lib/project.mjs";

const switches = {
  copy: "Put it on the clipboard instead of printing it.",
  json: "Print the API's reply.",
  help: "Print this.",
} as const;

/** `latchkey generate`: the options of the API's request, its schemas and its generator, without a server. Gives the exit code. */
export async function runGenerate(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(["Usage: npx --no latchkey generate [OPTIONS]", ...describeOptions(generatePasswordSchema, switches)].join("\n"));
    return 0;
  }
  try {
    const { values, given } = readCommandOptions(generatePasswordSchema, switches, args);
    const generated = await drawPasswords({ random: secureRandom, siteRules: siteRulesWhenAsked }, parseInput(generatePasswordSchema, values));
    const passwords = (generated.passwords ?? [generated.password]).join("\n");
    if (given.has("copy")) return await copy(passwords, generated.entropy_bits);
    console.log(given.has("json") ? JSON.stringify(generated) : passwords);
    if (generated.spoken !== undefined && !given.has("json")) console.log(generated.spoken);
    return 0;
  } catch (error) {
    // Only a site needs the settings, and a wrong one is told as the server tells it.
    console.error(isStartupError(error) ? error.message : describeProblem(error));
    return 2;
  }
}

/** The lists that the server has fetched, or that SITE_RULES names; nothing is fetched here, and nothing read before a site is named. */
const siteRulesWhenAsked: SiteRules = {
  find: (site) => readSiteRules().find(site),
  changePasswordUrl: (site) => readSiteRules().changePasswordUrl(site),
  complete: (prefix, max) => readSiteRules().complete(prefix, max),
  status: () => readSiteRules().status(),
  refresh: async () => false,
};

let siteRules: ReturnType<typeof createSiteRules> | undefined;

function readSiteRules(): ReturnType<typeof createSiteRules> {
  if (siteRules !== undefined) return siteRules;
  // The checkout's own settings and data, wherever the command is called from.
  const env = join(projectFolder, ".env");
  if (existsSync(env)) process.loadEnvFile(env);
  const { siteRules: settings, dataDirectory } = parseConfig(process.env, projectFolder);
  siteRules = createSiteRules({ settings, dataDirectory, log: { info: () => undefined, warn: (_fields, message) => console.error(message) }, now: () => new Date() });
  return siteRules;
}

async function copy(text: string, bits: number): Promise<number> {
  if (await copyToClipboard(text)) {
    console.error(`Copied to the clipboard: ${bits} bits.`);
    return 0;
  }
  console.error(`Nothing was copied: none of ${clipboardProgramNames.join(", ")} is there and works.`);
  return 1;
}
