import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import type { Role } from "@/lib/domain/users/roles";
import { nearestFirst, paletteGroups } from "./palette-entries";

const headings = (groups: ReturnType<typeof paletteGroups>) => groups.map(({ heading }) => heading);
const labels = (groups: ReturnType<typeof paletteGroups>) =>
  groups.flatMap(({ entries }) => entries.map(({ label }) => label));
const forRole = (role: Role) =>
  paletteGroups({ loggedIn: true, canSignUp: true, permissions: permissionsByRole[role] });

test("a visitor is offered log-in, and sign-up only where it is open", () => {
  const visitor = { loggedIn: false, permissions: new Set<never>() };
  expect(headings(paletteGroups({ ...visitor, canSignUp: true }))).toEqual(["Generate", "Account", "API"]);
  expect(labels(paletteGroups({ ...visitor, canSignUp: true }))).toEqual(
    expect.arrayContaining(["Log in", "Sign up", "Reset password"]),
  );
  expect(labels(paletteGroups({ ...visitor, canSignUp: false }))).not.toContain("Sign up");
});

test("each mode of the generator is named by what it does", () => {
  expect(labels(forRole("user"))).toEqual(
    expect.arrayContaining(["Generate a password", "Generate a passphrase", "Generate a PIN", "Generate a token"]),
  );
});

test("the list of modes loads no panel, which every page would load with it", () => {
  const modes = readFileSync(path.join(import.meta.dirname, "../passwords/generator-modes.ts"), "utf8");
  expect(modes).not.toMatch(/\bimport\(/);
});

test("a user is offered the account but no administration, and no log-in", () => {
  expect(headings(forRole("user"))).toEqual(["Generate", "Account", "API"]);
  expect(labels(forRole("user"))).not.toContain("Log in");
});

test("the group of the page on show comes first", () => {
  const first = (pathname: string) => nearestFirst(forRole("admin"), pathname)[0]?.heading;
  expect(first("/")).toBe("Generate");
  expect(first("/account/security")).toBe("Account");
  expect(first("/admin/users")).toBe("Administration");
  expect(first("/redoc")).toBe("API");
  expect(first("/log-in")).toBe("Generate");
});

test("a moderator is offered of administration only what the role permits", () => {
  const administration = forRole("moderator").find(({ heading }) => heading === "Administration");
  expect(administration?.entries.map(({ label }) => label)).toEqual(["Users"]);
});

test("every entry is a page that exists, and no label or address appears twice", () => {
  const entries = [
    ...forRole("admin"),
    ...paletteGroups({ loggedIn: false, canSignUp: true, permissions: new Set() }),
  ].flatMap((group) => group.entries);
  const app = path.join(import.meta.dirname, "../../app");
  for (const { href } of entries) {
    const pathname = href.split("?")[0] ?? "";
    const found = ["", "(auth)"].some((group) => existsSync(path.join(app, group, pathname, "page.tsx")));
    expect(found, href).toBe(true);
  }
  const own = forRole("admin").flatMap((group) => group.entries);
  expect(new Set(own.map(({ href }) => href)).size).toBe(own.length);
  expect(new Set(own.map(({ label }) => label)).size).toBe(own.length);
});
