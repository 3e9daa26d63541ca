// Names that other users would take for the operator (RFC 2142 lists the mailbox names among them).
const reservedUsernames: ReadonlySet<string> = new Set([
  "abuse",
  "account",
  "accounts",
  "admin",
  "administrator",
  "administrators",
  "admins",
  "anonymous",
  "api",
  "billing",
  "contact",
  "everyone",
  "help",
  "helpdesk",
  "hostmaster",
  "info",
  "latchkey",
  "mail",
  "mailerdaemon",
  "mod",
  "moderator",
  "moderators",
  "noc",
  "nobody",
  "noreply",
  "null",
  "official",
  "operator",
  "postmaster",
  "root",
  "security",
  "server",
  "service",
  "staff",
  "superuser",
  "support",
  "sysadmin",
  "sysop",
  "system",
  "team",
  "undefined",
  "webmaster",
  "you",
]);

// Digits that are read as letters; 1 is read as i or l.
const readAs: Readonly<Record<string, string>> = { 0: "o", 3: "e", 4: "a", 5: "s", 7: "t" };

/**
 * Whether users can't choose this username for themselves. Dots, hyphens and underscores make no difference, nor do digits
 * that look like letters, or rn for m.
 */
export function isReservedUsername(username: string): boolean {
  const plain = username.toLowerCase().replace(/[._-]/g, "");
  const read = plain.replace(/[03457]/g, (digit) => readAs[digit] ?? digit).replaceAll("rn", "m");
  return [plain, read.replaceAll("1", "i"), read.replaceAll("1", "l")].some((name) => reservedUsernames.has(name));
}
