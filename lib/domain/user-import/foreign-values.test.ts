import { describe, expect, test } from "vitest";
import { foldName } from "./fold-name";
import { readForeignPassword } from "./foreign-hash";
import { readForeignMoment } from "./foreign-moment";
import { textAt, textOf, valueAt } from "./foreign-records";
import { readForeignBoolean, readStatus, statusKindOf } from "./foreign-status";

const BCRYPT = "$2y$12$ocJuwT.9l6XHsz4qKlLXL.HMB2p20XubctvnOLwYIF2dFDucszux2";
const ARGON2ID = "$argon2id$v=19$m=7168,t=5,p=1$a2V5Y2xvYWstc2FsdC0xNg$rXmx4DVMMLUNFIE993cp8rGvBx8SJ12rc/S1SEfISNc";

test.each([
  ["emailVerified", "email_verified"],
  ["E-Mail", "e_mail"],
  ["Email Address [Required]", "email_address"],
  ["Prénom", "prenom"],
  ["userID", "user_id"],
  ["OTPSecret", "otp_secret"],
  [" Is Active? ", "is_active"],
  ["auth.user.email", "auth_user_email"],
])("%j is folded to %j", (name, folded) => expect(foldName(name)).toBe(folded));

describe("dates", () => {
  test.each([
    ["2024-06-01 09:00:00.123456+00", "2024-06-01T09:00:00.123Z"],
    ["2024-06-01 09:00:00+02", "2024-06-01T07:00:00.000Z"],
    ["2024-06-01 09:00:00+0530", "2024-06-01T03:30:00.000Z"],
    ["2024-06-01T09:00:00.123456789Z", "2024-06-01T09:00:00.123Z"],
    ["2024-06-01 09:00:00 UTC", "2024-06-01T09:00:00.000Z"],
    ["2024-06-01 09:00", "2024-06-01T09:00:00.000Z"],
    ["2024-06-01", "2024-06-01T00:00:00.000Z"],
    ["1717232400", "2024-06-01T09:00:00.000Z"],
    ["1717232400.5", "2024-06-01T09:00:00.500Z"],
    ["1717232400123", "2024-06-01T09:00:00.123Z"],
    ["1717232400123456", "2024-06-01T09:00:00.123Z"],
    ["Sat, 01 Jun 2024 09:00:00 GMT", "2024-06-01T09:00:00.000Z"],
  ])("%s is read", (text, moment) => expect(readForeignMoment(text)?.toISOString()).toBe(moment));

  test.each(["", " ", "0", "null", "0000-00-00 00:00:00", "0001-01-01T00:00:00Z", "1601-01-01T00:00:00Z"])(
    "%j is none",
    (text) => expect(readForeignMoment(text)).toBeNull(),
  );

  test.each([
    "01/02/2024",
    "1.2.2024",
    "2024-02-30",
    "2024-13-01",
    "yesterday",
    "45000",
    "1969-01-01",
    "2024-06-01T25:00Z",
  ])("%s can't be read, because it is no date or may mean two", (text) =>
    expect(readForeignMoment(text)).toBeUndefined(),
  );
});

describe("password hashes", () => {
  test.each([
    [BCRYPT, BCRYPT],
    [ARGON2ID, ARGON2ID],
    [`bcrypt$${BCRYPT}`, BCRYPT],
    [`argon2${ARGON2ID}`, ARGON2ID],
    [`{bcrypt}${BCRYPT}`, BCRYPT],
    [`{BLF-CRYPT}${BCRYPT}`, BCRYPT],
    [`{argon2@SpringSecurity_v5_8}${ARGON2ID}`, ARGON2ID],
  ])("%s can be verified", (text, hash) => expect(readForeignPassword(text)).toEqual({ kind: "hash", hash }));

  test.each([
    "$P$BmZQqVd3fG8hJk2LmNpQrStUvWxYz01",
    `$wp${BCRYPT}`,
    `bcrypt_sha256$${BCRYPT}`,
    "$2b$31$ocJuwT.9l6XHsz4qKlLXL.HMB2p20XubctvnOLwYIF2dFDucszux2",
    "$argon2i$v=19$m=7168,t=5,p=1$a2V5Y2xvYWstc2FsdC0xNg$rXmx4DVMMLUNFIE993cp8rGvBx8SJ12rc/S1SEfISNc",
    "$6$rounds=5000$saltsalt$hashhashhashhash",
    "$1$saltsalt$abcdefghijklmnopqrstuv",
    "pbkdf2_sha256$870000$salt$dI0w6zSkvvFO+B7s9+rxVS0sj6N2Tp/xVny3FokWQis=",
    "scrypt$16384$salt$8$1$aGFzaA==",
    "sha1$6efc0$f93efe9fd7542f25a7be94871ea45aa95de57161",
    "pbkdf2:sha256:600000$salt$0123456789abcdef",
    "scrypt:32768:8:1$salt$0123456789abcdef",
    "{SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
    "5f4dcc3b5aa765d61d8327deb882cf99",
    `${"0a".repeat(16)}:${"0b".repeat(64)}`,
    "AQAAAAEAACcQAAAAEBXxH0nK2v0yqfC9o1JmZkq3v4Vb0hVn7cTqf7mHxH2o5w8y9zA1b2c3d4e5f6g7hA==",
    "*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19",
  ])("%s can't be verified, but is no password", (text) =>
    expect(readForeignPassword(text)).toEqual({ kind: "unverifiable", hash: null }),
  );

  test.each(["!", "*", "!!", "****", "REDACTED", "!74HAumExhXHucAfZScJqpwcwIxCVXKx5SAdCV5P4", "\\N", "NULL"])(
    "%s means none",
    (text) => expect(readForeignPassword(text)).toEqual({ kind: "none", hash: null }),
  );

  test.each([
    "MyStrongPass123",
    "hunter2",
    "{noop}hunter2",
    "{CLEARTEXT}x",
    "correct horse battery staple",
    "!hunter2",
    "$ecret$",
  ])("%s is a password", (text) => expect(readForeignPassword(text)).toBeNull());
});

describe("an account's status", () => {
  const now = new Date("2026-11-01T00:00:00Z");
  const said = (column: string, text: string): unknown => {
    const kind = statusKindOf(column);
    return kind === null ? "no status" : readStatus(kind, text, now);
  };

  test.each([
    ["disabled", "true"],
    ["Is Blocked", "1"],
    ["banned", "WAHR"],
    ["account_locked", "yes"],
    ["isSuspended", "t"],
    ["Gesperrt", "ja"],
    ["nsAccountLock", "TRUE"],
    ["enabled", "false"],
    ["accountEnabled", "False"],
    ["isActive", "0"],
    ["is_active", "FALSCH"],
    ["can_login", "no"],
    ["status", "SUSPENDED"],
    ["Account Status", "Locked out"],
    ["Status [READ ONLY]", "Suspended"],
    ["state", "deactivated"],
    ["banned_until", "2999-01-01 00:00:00+00"],
    ["banned_until", "infinity"],
    ["lockoutEnd", "2999-01-01T00:00:00Z"],
    ["deleted_at", "2024-06-01 09:00:00"],
    ["disabledAt", "1717232400"],
    ["suspended_on", "last week"],
    ["userAccountControl", "514"],
    ["disabled", "1717232400"],
    ["blocked", "2"],
  ])("%s %s disables it", (column, text) => expect(said(column, text)).toBe(true));

  test.each([
    ["disabled", "false"],
    ["blocked", "0"],
    ["enabled", "true"],
    ["is_active", "1"],
    ["status", "Active"],
    ["status", "PASSWORD_EXPIRED"],
    ["banned_until", "2020-01-01 00:00:00+00"],
    ["locked_until", "0"],
    ["deleted_at", "0000-00-00 00:00:00"],
    ["userAccountControl", "512"],
  ])("%s %s doesn't", (column, text) => expect(said(column, text)).toBe(false));

  test.each([
    ["disabled", "perhaps"],
    ["is_active", "perhaps"],
    ["banned_until", "soon"],
    ["status", "gold"],
  ])("%s %s can't be read", (column, text) => expect(said(column, text)).toBeUndefined());

  test.each([
    "lockoutEnabled",
    "ban_reason",
    "email",
    "blocked_users_count",
    "newsletter_active",
    "two_factor_enabled",
  ])("%s says nothing about it", (column) => expect(statusKindOf(column)).toBeNull());
});

test.each([
  ["VRAI", true],
  ["Falso", false],
  ["on", true],
  ["N", false],
  ["maybe", undefined],
  ["", undefined],
])("%j is read as %j", (text, value) => expect(readForeignBoolean(text)).toBe(value));

test("a value is found by its path, also in JSON in a cell, and a name with a dot counts first", () => {
  const record = {
    "a.b": 1,
    a: { b: 2, c: [{ d: "x" }] },
    cell: '{"e":{"f":"y"}}',
    list: ["p", "q"],
    when: { $date: "2024-06-01" },
    then: { $date: { $numberLong: "1717232400123" } },
  };
  expect(valueAt(record, "a.b")).toBe(1);
  expect(textAt(record, "a.c[0].d")).toBe("x");
  expect(textAt(record, "a.c.0.d")).toBe("x");
  expect(textAt(record, "cell.e.f")).toBe("y");
  expect(textAt(record, "list")).toBe("p,q");
  expect(textAt(record, "when")).toBe("2024-06-01");
  expect(textAt(record, "then")).toBe("1717232400123");
  expect(textOf(record.a)).toBeNull();
  for (const path of ["constructor", "__proto__", "a.constructor.name", "list.length.x", "nothing.at.all"])
    expect(textAt(record, path)).toBe("");
});
