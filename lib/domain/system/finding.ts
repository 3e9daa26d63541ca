export const severities = ["problem", "warning", "note"] as const;

/** Something that the operator should know about the server, and what to do about it. */
export type Finding = { severity: (typeof severities)[number]; code: string; message: string; advice: string };
