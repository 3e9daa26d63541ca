export const severities = ["problem", "warning", "note"] as const;

/** Something about a server that its operator should know: what it is, and what to do about it. */
export type Finding = { severity: (typeof severities)[number]; code: string; message: string; advice: string };
