import type { Finding } from "./finding";
import { isOlderVersion } from "./is-older-version";
import type { SystemFacts } from "./system-facts";

export function findVersionProblems({ machine, newestVersion }: SystemFacts): Finding[] {
  if (newestVersion === null) return [];
  const { url, version, reason } = newestVersion;
  if (version === null)
    return [
      {
        severity: "note",
        code: "newest_version_unknown",
        message: `${url} doesn't name the newest version: ${reason}.`,
        advice: "Give the address of a text with the version, or of JSON with version or tag_name.",
      },
    ];
  if (!isOlderVersion(machine.version, version)) return [];
  return [
    {
      severity: "warning",
      code: "version_old",
      message: `This is version ${machine.version}. The newest is ${version}.`,
      advice: "Read its changes, make a backup and update.",
    },
  ];
}
