import { listUsersSchema, type ListUsersInput } from "@/lib/schemas/users";
import { encodeCursor } from "@/lib/services/cursor";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Typical requests for the list by the page and the API. */
export function typicalRequests(now: Date): readonly (readonly [what: string, input: ListUsersInput])[] {
  const daysAgo = (days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString();
  const sorts = ["name", "username", "email", "created", "last_sign_in"] as const;
  const requests: [string, object][] = [
    ...sorts.flatMap((sort): [string, object][] =>
      (["asc", "desc"] as const).map((direction) => [`by ${sort} ${direction}`, { sort, direction }]),
    ),
    ["role admin", { role: "admin" }],
    ["role moderator by name", { role: "moderator", sort: "name" }],
    ["role user by last log-in", { role: "user", sort: "last_sign_in" }],
    ...sorts.map((sort): [string, object] => [`disabled by ${sort}`, { status: "disabled", sort }]),
    ["deleted by last log-in", { status: "deleted", sort: "last_sign_in" }],
    ["active by name", { status: "active", sort: "name" }],
    ["deleted status", { status: "deleted" }],
    ["with two-factor by name", { two_factor: true, sort: "name" }],
    ["without two-factor", { two_factor: false }],
    ["verified by name", { verified: true, sort: "name" }],
    ["not verified by last log-in", { verified: false, sort: "last_sign_in" }],
    ["seen within 7 days", { last_seen_from: daysAgo(7) }],
    ["seen within 7 days by name", { last_seen_from: daysAgo(7), sort: "name" }],
    ["not seen for 90 days by name", { last_seen_before: daysAgo(90), sort: "name" }],
    ["seen before 900 days, oldest first", { last_seen_before: daysAgo(900), sort: "last_sign_in", direction: "asc" }],
    ["without a password by name", { has_password: false, sort: "name" }],
    ["without a password by created", { has_password: false }],
    ["with a password by name", { has_password: true, sort: "name" }],
    ["invited by name", { invited: true, sort: "name" }],
    ["not invited by name", { invited: false, sort: "name" }],
    ["without a password, not invited, by last log-in", { has_password: false, invited: false, sort: "last_sign_in" }],
    ["disabled without a password by name", { status: "disabled", has_password: false, sort: "name" }],
    ["never seen by name", { never_seen: true, sort: "name" }],
    [
      "disabled with two-factor, seen within 30 days, by name",
      { status: "disabled", two_factor: true, last_seen_from: daysAgo(30), sort: "name" },
    ],
    ["administrators not seen for 30 days", { role: "admin", last_seen_before: daysAgo(30), sort: "last_sign_in" }],
    ["search: an address", { q: "ada.abdi512@" }],
    ["search: a rare beginning", { q: "zoe.z" }],
    ["search: a first name", { q: "ada", sort: "name" }],
    ["search: a common last name by last log-in", { q: "abdi", sort: "last_sign_in" }],
    ["search: one letter", { q: "m" }],
    ["search: one letter by last log-in", { q: "a", sort: "last_sign_in" }],
    ["search: a word of all users", { q: "example", sort: "name" }],
    ["search: no user", { q: "xyzzy" }],
    ["search: the middle of a name", { q: "ovelac", sort: "name" }],
    ["search: the end of an address", { q: "staff.example.edu", sort: "last_sign_in" }],
    ["search: a part of an id", { q: "c0ffe" }],
    ["search: two parts", { q: "mari garci" }],
    ["search: two common words", { q: "ada abdi" }],
    ["search: two words by last log-in", { q: "maria garcia", sort: "last_sign_in" }],
    ["search: two common words that no user has both", { q: "zoe2 ada" }],
    ["search: a word and a letter by name", { q: "lovelace a", sort: "name" }],
    ["search: three words", { q: "ada chen example.com", sort: "name" }],
    ["search: a first name, disabled, by last log-in", { q: "ada", status: "disabled", sort: "last_sign_in" }],
    ["search: a letter, deleted, by name", { q: "b", status: "deleted", sort: "name" }],
    ["page 400 of 25 by created", { page: 400 }],
    ["page 100 of 100 by name", { page: 100, size: 100, sort: "name" }],
    ["page 40 of 25, disabled, by name", { page: 40, status: "disabled", sort: "name" }],
    ["a cursor half-way by name", { sort: "name", cursor: encodeCursor(["users name asc", "m", ""]) }],
    ["a cursor half-way by created", { cursor: encodeCursor(["users created desc", daysAgo(500), ""]) }],
    [
      "a cursor half-way by last log-in, disabled",
      { sort: "last_sign_in", status: "disabled", cursor: encodeCursor(["users last_sign_in desc", daysAgo(500), ""]) },
    ],
  ];
  return requests.map(([what, query]) => [what, listUsersSchema.parse(query)]);
}
