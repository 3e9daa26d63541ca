/** A password for a site then follows no rules of the site, which the caller must know. */
export const NO_SITE_LISTS = "This server has no site lists yet, so the site's rules aren't known.";
