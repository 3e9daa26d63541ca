import { textAt, type ForeignRecord } from "../foreign-records";
import type { SourceSystem } from "./source-system";

/** "Download users" of the Entra admin center, users of Microsoft Graph, and the Azure command line and PowerShell. */
export const entra: SourceSystem = {
  label: "Microsoft Entra ID",
  recognises: (columns) => [...columns].some((column) => /^user ?principal ?name$/i.test(column)),
  fields: {
    email: { column: "mail", read: readEmail },
    username: null,
    full_name: "displayName",
    created_at: "createdDateTime",
    role: null,
  },
  ignored: [
    "alternateEmailAddress",
    "authenticationAlternativePhoneNumber",
    "authenticationEmail",
    "authenticationPhoneNumber",
    "creationType",
    "mailNickname",
    "otherMails",
    "passwordPolicies",
    "passwordProfile",
    "proxyAddresses",
    "refreshTokensValidFromDateTime",
    "signInSessionsValidFromDateTime",
    "state",
    "usageLocation",
    "userPrincipalName",
    "userState",
  ],
};

/** A user without a mailbox logs in with the principal name, which has the form of an address. A guest's has not. */
function readEmail(record: ForeignRecord): string {
  const value = (wanted: RegExp): string =>
    Object.keys(record).reduce((found, name) => found || (wanted.test(name) ? textAt(record, name) : ""), "");
  const mail = value(/^(mail|email)$/i);
  const principal = value(/^user ?principal ?name$/i);
  return mail || (principal.includes("#EXT#") ? "" : principal);
}
