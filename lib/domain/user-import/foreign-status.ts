import { foldName } from "./fold-name";
import { readForeignMoment } from "./foreign-moment";

/** How a column says that an account is disabled. */
export type StatusKind = "disabled" | "since" | "until" | "active" | "word" | "bits";

const OWNER = "(?:is_|was_|account_|user_|acct_|member_|login_)*";
const BLOCKED =
  "(?:disabled|blocked|banned|suspended|locked|locked_out|deactivated|deleted|removed|archived|inactive|frozen|terminated|revoked|spam|spammer|ns_?account_?lock|gesperrt|deaktiviert|geloscht)";
const BLOCK =
  "(?:disabled?|block(?:ed)?|ban(?:ned)?|suspen(?:d|ded|sion)|lock(?:ed|out|ed_out)?|deactivat(?:ed|ion)|delet(?:ed|ion)|archived?|terminat(?:ed|ion)|remov(?:ed|al))";

const kinds: readonly (readonly [StatusKind, RegExp])[] = [
  [
    "until",
    new RegExp(`^${OWNER}${BLOCK}_(?:until|till|expires?|expires_at|expiry|expiration|end|ends|end_date|ends_at)$`),
  ],
  [
    "since",
    new RegExp(
      `^${OWNER}${BLOCK}_(?:at|on|date|time|since|timestamp|date_time)$|^date_${BLOCK}$|^pwd_account_locked_time$`,
    ),
  ],
  ["disabled", new RegExp(`^${OWNER}${BLOCKED}$`)],
  [
    "active",
    new RegExp(`^${OWNER}(?:active|enabled|aktiv|actif)$|^(?:can|allow|may)_(?:login|log_in|sign_in)$|^login_allowed$`),
  ],
  ["word", /^(?:account_|user_|member_|current_|login_)*(?:status|state|zustand)$/],
  ["bits", /^user_account_control$/],
];

/** How a column of this name says it; null if it says something else. */
export function statusKindOf(column: string): StatusKind | null {
  // Of a nested value, only one at the top level or in the profile is the user's own.
  const name = foldName(column);
  return kinds.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}

const words = new Map<string, "active" | "disabled">([
  ...wordsFor("active", [
    "active activated enabled ok okay good normal confirmed verified approved provisioned recovery password_expired current valid live",
    "registered open member unconfirmed unverified force_change_password reset_required invited aktiv actif online offline",
  ]),
  ...wordsFor("disabled", [
    "disabled inactive blocked banned suspended locked locked_out lockedout deactivated deprovisioned deleted removed archived",
    "terminated expired revoked closed frozen on_hold rejected denied declined spam staged pending awaiting_approval compromised",
    "unknown left former inaktiv gesperrt deaktiviert inactif soft_deleted hidden cancelled canceled trashed",
  ]),
]);

function wordsFor(meaning: "active" | "disabled", lists: readonly string[]): [string, "active" | "disabled"][] {
  return lists
    .join(" ")
    .split(" ")
    .map((word) => [word, meaning]);
}

const yes = new Set("true t 1 yes y on wahr ja vrai oui verdadero si vero waar sim".split(" "));
const no = new Set("false f 0 no n off falsch nein faux non falso onwaar nee nao".split(" "));

/** True or false in the words of programs and of Excel in its languages; undefined for other text. */
export function readForeignBoolean(text: string): boolean | undefined {
  const word = foldName(text) || text.trim();
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}

export function isStatusWord(text: string): boolean {
  return words.has(foldName(text)) || readForeignBoolean(text) !== undefined;
}

/** Whether a cell says that the account is disabled; undefined when it can't be read. An empty cell says nothing: null. */
export function readStatus(kind: StatusKind, text: string, now: Date): boolean | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || /^(null|none|nil|nan|n\/a|-)$/i.test(trimmed)) return null;
  const said = readForeignBoolean(trimmed);
  const word = words.get(foldName(trimmed));
  switch (kind) {
    case "active":
    case "word":
      return said === undefined ? word && word === "disabled" : !said;
    case "disabled":
      if (said !== undefined) return said;
      if (word !== undefined) return word === "disabled";
      return /^\d+$/.test(trimmed) || readForeignMoment(trimmed) instanceof Date || undefined;
    case "since":
      return said ?? readForeignMoment(trimmed) !== null;
    case "until":
      return readUntil(trimmed, said, now);
    case "bits":
      // ACCOUNTDISABLE and LOCKOUT of Active Directory.
      return /^\d+$/.test(trimmed) ? (Number(trimmed) & 0x12) !== 0 : undefined;
  }
}

function readUntil(text: string, said: boolean | undefined, now: Date): boolean | undefined {
  if (said !== undefined) return said;
  if (/^(infinity|never|permanent|forever|indefinite(ly)?)$/i.test(text)) return true;
  const moment = readForeignMoment(text);
  return moment === undefined ? undefined : moment !== null && moment > now;
}
