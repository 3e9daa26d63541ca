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
      advice: "Restore secrets.json from a backup, or set the secrets in the environment.",
    });
  }
  for (const { path, mode } of files) {
    if ((mode & 0o077) === 0) continue;
    const message = `${path} has the mode 0${mode.toString(8).padStart(3, "0")}, so other users of this machine can access it.`;
    findings.push({ severity: "warning", code: "file_open_to_others", message, advice: `chmod 600 ${path}` });
  }
  if (encryptionKeys === null || encryptionKeys < 2 || database.state !== "ok") return findings;

  if (database.facts.isSealedWithNewestKey === false) {
    const advice = "Stop the server and run npm run reseal. Then you can remove the older keys.";
    findings.push({
      severity: "warning",
      code: "reseal_needed",
      message: "Some stored secrets are still sealed with an older ENCRYPTION_KEY.",
      advice,
    });
  } else if (database.facts.isSealedWithNewestKey === true) {
    const message = "ENCRYPTION_KEY still lists an older key, but everything is sealed with the newest one.";
    findings.push({
      severity: "note",
      code: "old_key_listed",
      message,
      advice: "Remove the older key from ENCRYPTION_KEY at the next start.",
    });
  }
  return findings;
}
