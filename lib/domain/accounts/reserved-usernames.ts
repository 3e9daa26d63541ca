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
const readAs: Readonly<Record<string, string>> = { 0: "o", 3: "e", 4: "a", 5: "s", 7: "t", 8: "b", 9: "g" };

/**
 * Whether users can't choose this username for themselves. Dots, hyphens and underscores make no difference, nor do digits
 * that look like letters, rn for m, or vv for w.
 */
export function isReservedUsername(username: string): boolean {
  const plain = username.toLowerCase().replace(/[._-]/g, "");
  if (reservedUsernames.has(plain)) return true;
  const read = plain
    .replace(/[0345789]/g, (digit) => readAs[digit] ?? digit)
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
  return [...reservedUsernames].some((name) => isReadAs(read, name));
}

function isReadAs(read: string, name: string): boolean {
  const isSame = (character: string, index: number): boolean =>
    character === name[index] || (character === "1" && "il".includes(name[index] ?? "?"));
  return read.length === name.length && [...read].every(isSame);
}
