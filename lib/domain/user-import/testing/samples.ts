import { readFileSync } from "node:fs";
import type { SourceName } from "../source-systems";

/** What an import makes of a sample. The samples are invented, in the formats of the systems' own exports. */
type Sample = {
  file: string;
  source: SourceName;
  notUnderstood: string[];
  users: {
    email: string;
    /** None if it isn't given; the same holds for `disabled` and `verified`. */
    name?: string;
    username?: string;
    disabled?: true;
    verified?: true;
    created?: string;
    /** With the password "MyStrongPass123". */
    logsIn?: true;
    /** What the row's remark says. */
    says?: RegExp;
  }[];
};

const unverifiable = /can't be verified here.*needs an invitation/;
const noPassword = /^There is no password\. The user needs an invitation/;

export const samples: Sample[] = [
  {
    file: "keycloak-realm.json",
    source: "keycloak",
    notUnderstood: ["requiredActions", "realmRoles", "groups"],
    users: [
      {
        email: "kc.ada@example.org",
        name: "Ada Keyes",
        username: "kc.ada",
        verified: true,
        logsIn: true,
        created: "2024-06-01T09:00:00.123Z",
      },
      { email: "kc.old@example.org", name: "Otto Old", username: "kc.old", says: unverifiable },
      { email: "kc.off@example.org", disabled: true, verified: true, says: noPassword },
    ],
  },
  {
    file: "keycloak-users.json",
    source: "keycloak",
    notUnderstood: [],
    users: [
      { email: "kr.ada@example.org", name: "Ada Rest", verified: true, says: noPassword },
      { email: "kr.off@example.org", disabled: true },
    ],
  },
  {
    file: "auth0-hashes.json",
    source: "auth0",
    notUnderstood: [],
    users: [
      { email: "au.ada@example.org", verified: true, logsIn: true },
      { email: "au.ben@example.org", logsIn: true },
    ],
  },
  {
    file: "auth0-users.ndjson",
    source: "auth0",
    notUnderstood: ["app_metadata.roles", "multifactor"],
    users: [
      { email: "un.ada@example.org", name: "Ada Nullo", verified: true, created: "2021-03-05T16:35:16.775Z" },
      { email: "un.off@example.org", disabled: true },
    ],
  },
  {
    file: "auth0-users.csv",
    source: "auth0",
    notUnderstood: [],
    users: [
      {
        email: "uc.ada@example.org",
        name: 'Ada "the first" Quote',
        verified: true,
        created: "2021-03-05T16:35:16.775Z",
      },
      { email: "uc.off@example.org", disabled: true },
    ],
  },
  {
    file: "firebase-users.json",
    source: "firebase",
    notUnderstood: ["customAttributes"],
    users: [
      {
        email: "fb.ada@example.org",
        name: "Ada Fire",
        verified: true,
        created: "2020-09-13T12:26:40.123Z",
        says: unverifiable,
      },
      { email: "fb.off@example.org", name: "Otto, Off", disabled: true, says: unverifiable },
    ],
  },
  {
    file: "firebase-users.csv",
    source: "firebase",
    notUnderstood: ["customAttributes"],
    users: [
      {
        email: "fc.ada@example.org",
        name: "Ada Comma",
        verified: true,
        created: "2020-09-13T12:26:40.123Z",
        says: unverifiable,
      },
      { email: "fc.off@example.org", name: "Off, Otto", disabled: true, says: noPassword },
    ],
  },
  {
    file: "supabase-users.csv",
    source: "supabase",
    notUnderstood: [],
    users: [
      {
        email: "su.ada@example.org",
        name: "Ada Base",
        verified: true,
        logsIn: true,
        created: "2024-06-01T09:00:00.123Z",
      },
      { email: "su.off@example.org", disabled: true },
      { email: "su.back@example.org", verified: true, logsIn: true },
    ],
  },
  {
    file: "supabase-users.json",
    source: "supabase",
    notUnderstood: [],
    users: [
      { email: "sj.ada@example.org", name: "Ada Json", verified: true, says: noPassword },
      { email: "sj.off@example.org", disabled: true },
    ],
  },
  {
    file: "better-auth-tables.json",
    source: "better_auth",
    notUnderstood: [],
    users: [
      {
        email: "ba.ada@example.org",
        name: "Ada Better",
        username: "ba.ada",
        verified: true,
        says: /Two-factor authentication isn't imported.*/,
      },
      {
        email: "ba.off@example.org",
        name: "Otto Banned",
        disabled: true,
        created: "2024-06-01T09:00:00.123Z",
        says: /“admin” isn't imported/,
      },
    ],
  },
  {
    file: "better-auth-users.csv",
    source: "better_auth",
    notUnderstood: [],
    users: [
      { email: "bc.ada@example.org", name: "Ada Table", verified: true, created: "2024-06-01T09:00:00.123Z" },
      { email: "bc.off@example.org", name: "Otto Table", disabled: true },
    ],
  },
  {
    file: "django-users.json",
    source: "django",
    notUnderstood: ["is_staff", "groups"],
    users: [
      {
        email: "dj.ada@example.org",
        name: "Ada Jango",
        username: "dj.ada",
        logsIn: true,
        created: "2024-06-01T09:00:00.123Z",
        says: /“admin” isn't imported/,
      },
      {
        email: "dj.off@example.org",
        name: "Otto",
        disabled: true,
        says: /“otto@home\+x” isn't imported.*can't be verified/,
      },
      { email: "dj.sso@example.org", says: noPassword },
    ],
  },
  {
    file: "wordpress-users.csv",
    source: "wordpress",
    notUnderstood: [],
    users: [
      {
        email: "wp.ada@example.org",
        name: "Ada Press",
        username: "wp.ada",
        created: "2024-06-01T09:00:00.000Z",
        says: unverifiable,
      },
      { email: "wp.old@example.org", name: "Otto Press", says: unverifiable },
      { email: "wp.off@example.org", name: "Spam Bot", disabled: true, says: /“Spam Bot” isn't imported/ },
    ],
  },
  {
    file: "wordpress-phpmyadmin.json",
    source: "wordpress",
    notUnderstood: [],
    users: [
      { email: "wj.ada@example.org", name: "Ada Admin", username: "wj.ada", logsIn: true },
      { email: "wj.off@example.org", name: "Otto Spam", disabled: true },
    ],
  },
  {
    file: "entra-users.csv",
    source: "entra",
    notUnderstood: [],
    users: [
      { email: "en.ada@example.org", name: "Ada Entra", created: "2024-06-01T09:00:00.000Z", says: noPassword },
      { email: "en.off@example.org", name: "Otto Entra", disabled: true },
    ],
  },
  {
    file: "entra-graph.json",
    source: "entra",
    notUnderstood: [],
    users: [
      { email: "eg.ada@example.org", name: "Ada Graph" },
      { email: "eg.off@example.org", name: "Otto Graph", disabled: true },
    ],
  },
  {
    file: "okta-users.json",
    source: "okta",
    notUnderstood: [],
    users: [
      { email: "ok.ada@example.org", name: "Ada Okta", created: "2024-06-01T09:00:00.000Z" },
      { email: "ok.off@example.org", name: "Otto Okta", disabled: true },
      { email: "ok.gone@example.org", name: "Gina Okta", disabled: true },
      { email: "ok.late@example.org", name: "Lara Okta" },
    ],
  },
  {
    file: "okta-users.csv",
    source: "okta",
    notUnderstood: [],
    users: [
      { email: "oc.ada@example.org", name: "Ada Okta" },
      { email: "oc.off@example.org", name: "Otto Okta", disabled: true },
    ],
  },
];

export function sampleBytes(file: string): Buffer {
  return readFileSync(new URL(`samples/${file}`, import.meta.url));
}
