import { normalizeEmail } from "./email-address";
import { normalizeUsername } from "./username";

export type Identifier = { kind: "email" | "username"; normalized: string };

/** What a person signs in with: an email when it has an @, else a username; null when nobody can have it. */
export function parseIdentifier(text: string): Identifier | null {
  const kind = text.includes("@") ? "email" : "username";
  const normalized = kind === "email" ? normalizeEmail(text) : normalizeUsername(text);
  return normalized === null ? null : { kind, normalized };
}
