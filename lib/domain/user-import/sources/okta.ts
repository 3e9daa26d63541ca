import { hasAll, type SourceSystem } from "./source-system";

/** Users of the Users API, and CSVs with its names of columns. */
export const okta: SourceSystem = {
  label: "Okta",
  recognises: (columns) =>
    hasAll(columns, "status", "profile.login") || hasAll(columns, "login", "firstName", "lastName", "email"),
  fields: {
    email: "profile.email",
    first_name: "profile.firstName",
    last_name: "profile.lastName",
    full_name: "profile.displayName",
    // Mostly an address, which is no username here.
    username: "profile.login",
    password_hash: null,
    active: "status",
    role: null,
  },
  ignored: [
    "_embedded",
    "_links",
    "activated",
    "credentials",
    "lastLogin",
    "passwordChanged",
    "profile",
    "secondEmail",
    "statusChanged",
    "transitioningToStatus",
    "type",
  ],
};
