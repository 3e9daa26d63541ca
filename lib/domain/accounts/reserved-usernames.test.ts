import { expect, test } from "vitest";
import { isReservedUsername } from "./reserved-usernames";

test.each([
  "admin",
  "Admin",
  "ad-min",
  "_root_",
  "no-reply",
  "mailer-daemon",
  "s.u.p.p.o.r.t",
  "moderator",
  "adm1n",
  "r00t",
  "5upp0rt",
  "he1p",
  "adrnin",
  "off1c1a1",
  "8illing",
  "vvebmaster",
])("%s is reserved", (username) => expect(isReservedUsername(username)).toBe(true));

test.each([
  "ada",
  "administer",
  "admin.ada",
  "rooted",
  "supporter",
  "badmin",
  "governor",
  "team-7",
  "ada1",
  "mali",
  "heip",
])("%s is free", (username) => expect(isReservedUsername(username)).toBe(false));
