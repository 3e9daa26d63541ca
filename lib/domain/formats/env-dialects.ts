/** The readers of env files that a file can be written for. */
export const envDialects = ["sh", "dotenv", "docker", "compose", "systemd"] as const;

export type EnvDialect = (typeof envDialects)[number];

type DialectDefinition = {
  /** Whether a password may contain the character; others are never drawn. */
  allows: (character: string) => boolean;
  /** The value as the reader takes it; null if it can't be written so that it stays the same. */
  write: (text: string) => string | null;
};

const anyCharacter = (): boolean => true;
const hasLineBreak = (text: string): boolean => /[\r\n\0]/.test(text);

// What sh, dotenv, Docker, Compose and systemd all take as it is without quotes. Docker knows no quotes at all.
const AGREED = /^[A-Za-z0-9!%+,\-./:=@^_]*$/;

/** Literal in single quotes: without the quote itself, the backslash, and what expands a variable for Python and Next.js. */
const singleQuoted: DialectDefinition = {
  allows: (character) => !/['\\$\r\n\0]/.test(character),
  // A hash has dollar signs; only before a brace do they expand.
  write: (text) => (/['\\]|\$\{/.test(text) || hasLineBreak(text) ? null : `'${text}'`),
};

const dialects: Record<EnvDialect, DialectDefinition> = {
  // POSIX.1-2024 section 2.2.2. An apostrophe ends the quotes, is escaped, and begins them again.
  sh: { allows: anyCharacter, write: (text) => (text.includes("\0") ? null : `'${text.replaceAll("'", "'\\''")}'`) },
  dotenv: singleQuoted,
  // `docker run --env-file` takes the rest of the line.
  docker: { allows: anyCharacter, write: (text) => (hasLineBreak(text) ? null : text) },
  compose: singleQuoted,
  // systemd.exec(5): double quotes, in which a backslash escapes these four.
  systemd: {
    allows: anyCharacter,
    write: (text) => (hasLineBreak(text) ? null : `"${text.replace(/["\\`$]/g, "\\$&")}"`),
  },
};

/** Without a dialect, a file is for every reader. */
const everyReader: DialectDefinition = {
  allows: (character) => AGREED.test(character),
  write: (text) => (AGREED.test(text) ? text : null),
};

function definitionOf(dialect: EnvDialect | undefined): DialectDefinition {
  return dialect === undefined ? everyReader : dialects[dialect];
}

/** Of some characters, those that a password in the file can't have. */
export function findUnwritable(dialect: EnvDialect | undefined, characters: string): string {
  const { allows } = definitionOf(dialect);
  return [...new Set(characters)].filter((character) => !allows(character)).join("");
}

/** A value as the readers of the dialect take it. Throws a RangeError for a text that one of them would change. */
export function writeEnvValue(dialect: EnvDialect | undefined, text: string): string {
  const written = definitionOf(dialect).write(text);
  if (written === null) throw new RangeError("This value can't be written for this reader of env files.");
  return written;
}
