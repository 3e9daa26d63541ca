/** The three lists of Apple's password-manager-resources that say what sites want, in their own shape. */
export type SiteLists = {
  passwordRules: Readonly<Record<string, SiteRulesEntry>>;
  sharedCredentials: readonly SharedCredentials[];
  changePasswordUrls: Readonly<Record<string, string>>;
};

export type SiteRulesEntry = { "password-rules": string; "exact-domain-match-only"?: boolean | undefined };

export type SharedCredentials =
  /** One account serves all of these. */
  | { shared: readonly string[] }
  /** An account made at one of `from` serves at `to`. Obsoleted, the sites of `from` have moved there. */
  | { from: readonly string[]; to: readonly string[]; fromDomainsAreObsoleted?: boolean | undefined };
