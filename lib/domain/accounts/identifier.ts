import { normalizeEmail } from "./email-address";
import { normalizeUsername } from "./username";

export type Identifier = { kind: "email" | "username"; normalized: string };

/** Parses a log-in identifier: an email address if it has an @, else a username; null if no account can have it. */
export function parseIdentifier(text: string): Identifier | null {
  const kind = text.includes("@") ? "email" : "username";
  const normalized = kind === "email" ? normalizeEmail(text) : normalizeUsername(text);
  return normalized === null ? null : { kind, normalized };
}
