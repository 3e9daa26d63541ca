import { expect, test } from "vitest";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { createSiteRules } from "@/lib/platform/site-rules/create-site-rules";
import { generatePasswordSchema } from "@/lib/schemas/generator-modes";
import { drawPasswords } from "@/lib/services/passwords/shared/draw-passwords";
import { parseInput } from "@/lib/web/api/parse-input";
import { describeProblem, readCommandOptions } from "./command-options";

const silent = { info: () => undefined, warn: () => undefined };
const noSiteRules = createSiteRules({
  settings: { source: "off" },
  dataDirectory: "unused",
  log: silent,
  now: () => new Date(),
});

const switches = { copy: "Copies.", json: "Prints JSON." };

const read = (...args: string[]) => readCommandOptions(generatePasswordSchema, switches, args);

test("values follow a space or an equals sign, and hyphens match underscores", () => {
  expect(read("--length", "20", "--min-numbers=2", "--exclude-ambiguous").values).toEqual({
    length: 20,
    min_numbers: 2,
    exclude_ambiguous: true,
  });
  expect(read("--mode=passphrase", "--separator=", "--word-list", "short").values).toEqual({
    mode: "passphrase",
    separator: "",
    word_list: "short",
  });
  expect(read("--symbols", "--", "--exclude=a=b&c d").values).toEqual({ symbols: "--", exclude: "a=b&c d" });
});

test("a boolean takes no following value, is unset by --no-, and accepts a value after an equals sign", () => {
  expect(read("--use-numbers", "--no-use-uppercase", "--use-special-chars=off").values).toEqual({
    use_numbers: true,
    use_uppercase: false,
    use_special_chars: false,
  });
});

test("switches belong to the command and aren't part of the request", () => {
  const { values, given } = read("--copy", "--length=9");
  expect(values).toEqual({ length: 9 });
  expect([...given]).toEqual(["copy"]);
});

test.each([
  [["--lenght=20"], "--lenght is not known here. --help lists the options."],
  [["20"], "20 is not known here. --help lists the options."],
  [["-l", "20"], "-l is not known here. --help lists the options."],
  [["--"], "-- is not known here. --help lists the options."],
  [["--length"], "--length needs a value."],
  [["--length=3"], "--length: Must be at least 4."],
  [["--length=0x10"], "--length: Must be a whole number."],
  [["--length", "2", "--use-numbers=maybe"], "--length: Must be at least 4.\n--use-numbers: Must be true or false."],
  [["--length=8", "--length=9"], "--length: Is given more than once."],
  [["--words=6"], "--words: Applies to mode passphrase only."],
  [["--no-length"], "--no-length is not known here. --help lists the options."],
  [["--no-use-numbers=true"], "--no-use-numbers takes no value."],
  [["--copy=yes"], "--copy is not known here. --help lists the options."],
  [["--__proto__=1"], "--__proto__ is not known here. --help lists the options."],
  [["--constructor=1"], "--constructor is not known here. --help lists the options."],
  [
    ["--no-use-numbers", "--min-numbers=2"],
    "--min-numbers asks for 2, but --use-numbers is false. Set --use-numbers to true or leave --min-numbers out.",
  ],
])("%j is refused with the command's own option names", async (args, message) => {
  const refused = async (): Promise<unknown> =>
    drawPasswords(
      { random: seededRandom(1), siteRules: noSiteRules },
      parseInput(generatePasswordSchema, read(...args).values),
    );
  expect(await refused().catch(describeProblem)).toBe(message);
});
