/** What `npm run release` looks at. */
export type ReleaseFacts = {
  /** In package.json. */
  version: string;
  lockedVersion: string;
  changelog: string;
  newestMigration: string;
  /** The last migration of the kept database of this version; null without one. */
  keptMigration: string | null;
  /** Lines of `git status`. */
  changes: readonly string[];
  tags: readonly string[];
};

type Section = { version: string; date: string | null; isEmpty: boolean };

/** What is missing before this version can be released, each with what to do. */
export function findReleaseProblems(facts: ReleaseFacts): string[] {
  const { version, changelog } = facts;
  const [unreleased, ...released] = readSections(changelog);
  const [newest, previous] = released;
  const problems: string[] = [];
  if (unreleased === undefined || unreleased.version !== "Unreleased")
    problems.push("CHANGELOG.md has no section Unreleased at its top: add an empty one.");
  else if (!unreleased.isEmpty)
    problems.push("CHANGELOG.md has entries under Unreleased: move them into the section of the version.");
  if (newest?.version !== version)
    problems.push(
      `package.json has version ${version}, and the newest section of CHANGELOG.md is ${newest?.version ?? "missing"}: raise the version, or add the section.`,
    );
  else if (newest.date === null || newest.isEmpty)
    problems.push(`The section ${version} of CHANGELOG.md needs a date and entries.`);
  else if (previous !== undefined && !isNewer(version, previous.version))
    problems.push(`Version ${version} isn't newer than ${previous.version}: raise it in package.json.`);
  if (facts.lockedVersion !== version)
    problems.push(`package-lock.json has version ${facts.lockedVersion}: run npm install --package-lock-only.`);
  if (facts.tags.includes(`v${version}`))
    problems.push(`The tag v${version} is there already: raise the version in package.json.`);
  if (facts.keptMigration === null)
    problems.push(
      `There is no database of version ${version} for the upgrade tests: run npm run release -- --write-database.`,
    );
  else if (facts.keptMigration !== facts.newestMigration)
    problems.push(
      `The database of version ${version} ends with the migration ${facts.keptMigration}, and the newest is ${facts.newestMigration}: raise the version if it was released; otherwise remove the file, and run npm run release -- --write-database.`,
    );
  if (facts.changes.length > 0) problems.push(`The working tree has changes: commit ${facts.changes.join(", ")}.`);
  return problems;
}

function readSections(changelog: string): Section[] {
  const headings = [...changelog.matchAll(/^## \[([^\]]+)\](?: - (\d{4}-\d\d-\d\d))?.*$/gm)];
  return headings.map((heading, index) => {
    const body = changelog.slice(heading.index + heading[0].length, headings[index + 1]?.index);
    return { version: heading[1] ?? "", date: heading[2] ?? null, isEmpty: !/^- /m.test(body) };
  });
}

function isNewer(version: string, other: string): boolean {
  const [own, others] = [version, other].map((text) => text.split(".").map(Number));
  for (const place of [0, 1, 2]) {
    const difference = (own?.[place] ?? 0) - (others?.[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
