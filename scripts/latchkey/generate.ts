import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseConfig, type Config } from "@/lib/config";
import { secureRandom } from "@/lib/domain/random";
import { AppError, isStartupError } from "@/lib/errors";
import { createPasswordHasher } from "@/lib/platform/password-hasher";
import { createSiteRules } from "@/lib/platform/site-rules/create-site-rules";
import { generatePasswordSchema, type GeneratePasswordInput } from "@/lib/schemas/generator-modes";
import type { GeneratedPassword } from "@/lib/schemas/passwords";
import type { PasswordHasher, SiteRules } from "@/lib/services/context";
import { drawPasswords } from "@/lib/services/passwords/shared/draw-passwords";
import { isMoreThanJson, writePasswords } from "@/lib/services/passwords/shared/write-passwords";
import { TextStream } from "@/lib/services/text-stream";
import { parseInput } from "@/lib/web/api/parse-input";
import { clipboardProgramNames, copyToClipboard } from "./clipboard";
import { describeOptions, describeProblem, readCommandOptions } from "./command-options";
import { projectFolder } from "../lib/project.mjs";

const switches = {
  copy: "Put it on the clipboard instead of printing it.",
  json: "Print the API's reply.",
  help: "Print this.",
} as const;

/** `latchkey generate`: the API's options, schemas and generator, without a server. Returns the exit code. */
export async function runGenerate(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(
      ["Usage: npx --no latchkey generate [OPTIONS]", ...describeOptions(generatePasswordSchema, switches)].join("\n"),
    );
    return 0;
  }
  try {
    const { values, given } = readCommandOptions(generatePasswordSchema, switches, args);
    const input = parseInput(generatePasswordSchema, values);
    if (given.has("json") && input.format !== undefined)
      throw new AppError("validation", "--json is --format json. Leave out one of them.");
    const generated = await generate(input);
    const asJson = given.has("json") || input.format === "json";
    const text =
      generated instanceof TextStream
        ? await textOf(generated)
        : asJson
          ? `${JSON.stringify(generated)}\n`
          : linesOf(generated);
    // JSON and files contain the warning themselves.
    if (!(generated instanceof TextStream) && !asJson && generated.warning !== undefined)
      console.error(generated.warning);
    if (given.has("copy")) return await copy(generated, text);
    process.stdout.write(text);
    if (!(generated instanceof TextStream) && generated.spoken !== undefined && !asJson) console.log(generated.spoken);
    return 0;
  } catch (error) {
    // Only a site or a hash needs the settings; invalid settings are reported as the server reports them.
    console.error(isStartupError(error) ? error.message : describeProblem(error));
    return 2;
  }
}

/** As in the API, but without a log-in: any user who can run this command could run its parts, too. */
async function generate(input: GeneratePasswordInput): Promise<GeneratedPassword | TextStream> {
  const context = { random: secureRandom, siteRules: siteRulesWhenAsked };
  if (!isMoreThanJson(input)) return drawPasswords(context, input);
  if (input.hash === undefined) return writePasswords({ ...context, hasher: noHasher }, input);
  const { passwordHash, bcryptCost } = readSettings();
  // The hashing threads are loaded from this folder.
  process.chdir(projectFolder);
  const hasher = createPasswordHasher({ algorithm: passwordHash, bcryptCost, passwordKeys: [], threads: 1 });
  try {
    return await writePasswords({ ...context, hasher }, input);
  } finally {
    await hasher.close();
  }
}

const noHasher: Pick<PasswordHasher, "hashForElsewhere"> = {
  hashForElsewhere: () => Promise.reject(new Error("Nothing is hashed unless it is asked for.")),
};

async function textOf({ pieces }: TextStream): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

/** One password per line, with its hash after a tab. */
function linesOf({
  password,
  passwords = [password],
  hash,
  hashes = hash === undefined ? [] : [hash],
}: GeneratedPassword): string {
  return passwords
    .map((one, index) => (hashes[index] === undefined ? `${one}\n` : `${one}\t${hashes[index]}\n`))
    .join("");
}

/**
 * The lists that the server has fetched, or that SITE_RULES names; never fetches, and reads them only for a given site.
 */
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
  const { siteRules: settings, dataDirectory } = readSettings();
  siteRules = createSiteRules({
    settings,
    dataDirectory,
    log: { info: () => undefined, warn: (_fields, message) => console.error(message) },
    now: () => new Date(),
  });
  return siteRules;
}

/** The checkout's settings and data, whatever the caller's working directory. */
function readSettings(): Config {
  const env = join(projectFolder, ".env");
  if (existsSync(env)) process.loadEnvFile(env);
  return parseConfig(process.env, projectFolder);
}

async function copy(generated: GeneratedPassword | TextStream, text: string): Promise<number> {
  // A trailing line break would be pasted into a form as Enter.
  if (await copyToClipboard(generated instanceof TextStream ? text : text.slice(0, -1))) {
    console.error(
      generated instanceof TextStream
        ? "Copied to the clipboard."
        : `Copied to the clipboard: ${generated.entropy_bits} bits.`,
    );
    return 0;
  }
  console.error(`Nothing was copied: none of ${clipboardProgramNames.join(", ")} is there and works.`);
  return 1;
}
