/** Three lists of Apple's password-manager-resources about sites' passwords, in their original structure. */
export type SiteLists = {
  passwordRules: Readonly<Record<string, SiteRulesEntry>>;
  sharedCredentials: readonly SharedCredentials[];
  changePasswordUrls: Readonly<Record<string, string>>;
};

export type SiteRulesEntry = { "password-rules": string; "exact-domain-match-only"?: boolean | undefined };

export type SharedCredentials =
  /** All of these accept the same account. */
  | { shared: readonly string[] }
  /** Accounts of `from` also work at `to`. If obsolete, the sites of `from` have moved to `to`. */
  | { from: readonly string[]; to: readonly string[]; fromDomainsAreObsoleted?: boolean | undefined };
