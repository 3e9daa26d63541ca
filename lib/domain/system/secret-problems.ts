import type { Finding } from "./finding";
import type { SystemFacts } from "./system-facts";

export function findSecretProblems({ machine, database }: SystemFacts): Finding[] {
  const { files, encryptionKeys, secretsProblem } = machine;
  const findings: Finding[] = [];
  if (secretsProblem !== null) {
    findings.push({
      severity: "problem",
      code: "secrets_unusable",
      message: secretsProblem,
      advice: "Put secrets.json back from a backup, or set the secrets in the environment.",
    });
  }
  for (const { path, mode } of files) {
    if ((mode & 0o077) === 0) continue;
    const message = `${path} has the mode 0${mode.toString(8).padStart(3, "0")}, so other users of this machine can get at it.`;
    findings.push({ severity: "warning", code: "file_open_to_others", message, advice: `chmod 600 ${path}` });
  }
  if (encryptionKeys === null || encryptionKeys < 2 || database.state !== "ok") return findings;

  if (database.facts.isSealedWithNewestKey === false) {
    const advice = "Stop the server and run npm run reseal. Then the older keys can be dropped.";
    findings.push({
      severity: "warning",
      code: "reseal_needed",
      message: "What is stored is still sealed with an older ENCRYPTION_KEY.",
      advice,
    });
  } else if (database.facts.isSealedWithNewestKey === true) {
    const message = "ENCRYPTION_KEY still lists an older key, and everything is sealed with the newest.";
    findings.push({
      severity: "note",
      code: "old_key_listed",
      message,
      advice: "Drop the older key from ENCRYPTION_KEY at the next start.",
    });
  }
  return findings;
}
