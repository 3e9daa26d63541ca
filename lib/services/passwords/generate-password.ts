import type { GeneratePasswordInput } from "@/lib/schemas/generator-modes";
import type { GeneratedPassword } from "@/lib/schemas/passwords";
import { authorize, authorizeUser } from "../authorize";
import type { Context } from "../context";
import { limit, type Budget } from "../limit";
import type { TextStream } from "../text-stream";
import { drawPasswords } from "./shared/draw-passwords";
import { isMoreThanJson, writePasswords } from "./shared/write-passwords";

type Generated = GeneratedPassword | TextStream;

// One request can ask for 20 hashes, which take one thread five seconds at bcrypt's cost 12.
const HASH_REQUESTS_MAX = 30;
const HASH_WINDOW_SECONDS = 15 * 60;

/**
 * Generates one password, or `count` of them. Synchronous on the hot path; a promise only when a limit is set, or for
 * files, hashes, words or hundreds of passwords.
 */
export function generatePassword(
  context: Context<"random" | "limits" | "passwords" | "site-rules">,
  input: GeneratePasswordInput,
): Generated | Promise<Generated> {
  authorize(context, "passwords:generate");
  const { generatorLimit } = context.settings;
  if (generatorLimit === null) return make(context, input);
  const budget: Budget = { name: "generator", key: context.request.network, ...generatorLimit };
  return limit(context, budget, async () => make(context, input));
}

function make(
  context: Context<"random" | "limits" | "passwords" | "site-rules">,
  input: GeneratePasswordInput,
): Generated | Promise<Generated> {
  if (!isMoreThanJson(input)) return drawPasswords(context, input);
  return input.hash === undefined ? writePasswords(context, input) : makeHashed(context, input);
}

async function makeHashed(
  context: Context<"random" | "limits" | "passwords" | "site-rules">,
  input: GeneratePasswordInput,
): Promise<Generated> {
  const { userId } = authorizeUser(context, "passwords:hash");
  const budget: Budget = {
    name: "hashes",
    key: userId,
    requestsMax: HASH_REQUESTS_MAX,
    windowSeconds: HASH_WINDOW_SECONDS,
  };
  return limit(context, budget, () => writePasswords(context, input));
}
