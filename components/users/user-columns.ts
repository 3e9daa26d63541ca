/** The optional columns, in display order. */
export const userColumns = {
  username: "Username",
  email: "Email",
  role: "Role",
  status: "Status",
  two_factor: "Two-factor",
  verified: "Verified",
  last_sign_in: "Last log-in",
  created: "Created",
} as const;

export type UserColumn = keyof typeof userColumns;

export const columnNames = Object.keys(userColumns) as UserColumn[];

const defaultColumns: readonly UserColumn[] = ["role", "status", "two_factor", "last_sign_in", "created"];

/** The columns named in the query, or the default ones. The name column is always shown. */
export function columnsIn(text: string | undefined): ReadonlySet<UserColumn> {
  if (text === undefined) return new Set(defaultColumns);
  const requested = new Set(text.split(","));
  return new Set(columnNames.filter((name) => requested.has(name)));
}
