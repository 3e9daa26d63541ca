export type ListedSecret = {
  name: "link" | "code" | "undo_link" | "not_me_link";
  value: string;
  /** ISO 8601. */
  expires_at: string | null;
};

/** The links and codes of a mail, what the recipient needs first. Each is valid from the time that the mail names. */
export function listSecrets(
  props: Readonly<Record<string, unknown>>,
  secrets: Readonly<Record<string, unknown>>,
): ListedSecret[] {
  const begin = startOf(props);
  const expiry = (minutes: unknown): string | null =>
    begin === null || typeof minutes !== "number" ? null : new Date(begin + minutes * 60_000).toISOString();
  const listed: [ListedSecret["name"], unknown, string | null][] = [
    ["link", secrets["link"], expiry(props["linkMinutes"])],
    ["code", secrets["code"], expiry(props["codeMinutes"])],
    ["undo_link", secrets["undoLink"], expiry(props["undoMinutes"])],
    ["not_me_link", secrets["notMeUrl"], null],
  ];
  return listed.flatMap(([name, value, expires_at]) =>
    typeof value === "string" ? [{ name, value, expires_at }] : [],
  );
}

// The others undo a change or lock the account, so they are for the user of the address alone.
const passedOnNames: readonly ListedSecret["name"][] = ["link", "code"];

/** Whether an administrator passes this on to the user, on a server that sends no mail. */
export function isPassedOn({ name }: Pick<ListedSecret, "name">): boolean {
  return passedOnNames.includes(name);
}

function startOf(props: Readonly<Record<string, unknown>>): number | null {
  const origin = props["asked"] ?? props["changed"];
  const at = typeof origin === "object" && origin !== null && "at" in origin ? origin.at : props["at"];
  const time = typeof at === "string" ? Date.parse(at) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}
