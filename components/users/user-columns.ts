/** What the list can show beside the name, in the order in which it stands there. */
export const userColumns = {
  username: "Username",
  email: "Address",
  role: "Role",
  status: "Status",
  two_factor: "Two-factor",
  verified: "Verified",
  last_sign_in: "Last log-in",
  created: "Created",
} as const;

export type UserColumn = keyof typeof userColumns;

export const columnNames = Object.keys(userColumns) as UserColumn[];

const usual: readonly UserColumn[] = ["role", "status", "two_factor", "last_sign_in", "created"];

/** Those that an address asks for, or the usual ones. The name is always there. */
export function columnsIn(text: string | undefined): ReadonlySet<UserColumn> {
  if (text === undefined) return new Set(usual);
  const asked = new Set(text.split(","));
  return new Set(columnNames.filter((name) => asked.has(name)));
}
