import { findNameProblem, findUsernameProblem } from "@/lib/domain/formats/option-names";
import { HASHED_COUNT_MAX } from "@/lib/domain/passwords/generator-options";
import type { GeneratePasswordInput } from "@/lib/schemas/generator-modes";

/** Conflicts between `format` and the options that depend on it. */
export function formatMisuses({
  format = "json",
  dialect,
  name,
  username,
  hash,
  count,
  say,
}: GeneratePasswordInput): { fields: string[]; message: string }[] {
  const problems: { fields: string[]; message: string }[] = [];
  const refuse = (fields: string[], message: string): void => void problems.push({ fields, message });

  if (name !== undefined && format !== "env" && format !== "k8s-secret")
    refuse(["name", "format"], "name goes with format env or k8s-secret.");
  else if (name !== undefined)
    problems.push(...problemOf("name", findNameProblem(format === "env" ? "env" : "k8s-secret", name)));

  if (dialect !== undefined && format !== "env") refuse(["dialect", "format"], "dialect goes with format env.");
  if (format === "env" && dialect === undefined && hash !== undefined)
    refuse(
      ["hash", "dialect"],
      "A hash has characters that readers of env files take differently. Choose the reader with dialect.",
    );
  if (username !== undefined && format !== "htpasswd")
    refuse(["username", "format"], "username goes with format htpasswd.");
  else if (username !== undefined) problems.push(...problemOf("username", findUsernameProblem(username)));

  if (format === "htpasswd" && hash !== "bcrypt")
    refuse(["hash", "format"], "format htpasswd needs hash bcrypt, which web servers read.");
  if (hash !== undefined && count !== undefined && count > HASHED_COUNT_MAX) {
    refuse(["count", "hash"], `count is at most ${HASHED_COUNT_MAX} together with hash. Ask for fewer.`);
  }
  if (say === true && format !== "json") refuse(["say", "format"], "say goes with format json.");
  return problems;
}

function problemOf(field: string, problem: string | null): { fields: string[]; message: string }[] {
  return problem === null ? [] : [{ fields: [field], message: `${field} ${problem}` }];
}
