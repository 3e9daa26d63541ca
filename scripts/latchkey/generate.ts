import { existsSync } from "node:fs";
import { getConfig } from "@/lib/config";
import { secureRandom } from "@/lib/domain/random";
import { createSiteRules } from "@/lib/platform/site-rules/create-site-rules";
import { generatePasswordSchema } from "@/lib/schemas/generator-modes";
import { drawPasswords } from "@/lib/services/passwords/draw-passwords";
import { parseInput } from "@/lib/web/parse-input";
import { clipboardProgramNames, copyToClipboard } from "./clipboard";
import { describeOptions, describeProblem, readCommandOptions } from "./command-options";

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
    const generated = await drawPasswords({ random: secureRandom, siteRules: readSiteRules() }, parseInput(generatePasswordSchema, values));
    const passwords = (generated.passwords ?? [generated.password]).join("\n");
    if (given.has("copy")) return await copy(passwords, generated.entropy_bits);
    console.log(given.has("json") ? JSON.stringify(generated) : passwords);
    if (generated.spoken !== undefined && !given.has("json")) console.log(generated.spoken);
    return 0;
  } catch (error) {
    console.error(describeProblem(error));
    return 2;
  }
}

/** The lists that the server has fetched, or that SITE_RULES names; nothing is fetched here. */
function readSiteRules() {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { siteRules: settings, dataDirectory } = getConfig();
  return createSiteRules({ settings, dataDirectory, log: { info: () => undefined, warn: (_fields, message) => console.error(message) }, now: () => new Date() });
}

async function copy(text: string, bits: number): Promise<number> {
  if (await copyToClipboard(text)) {
    console.error(`Copied to the clipboard: ${bits} bits.`);
    return 0;
  }
  console.error(`Nothing was copied: none of ${clipboardProgramNames.join(", ")} is there and works.`);
  return 1;
}
