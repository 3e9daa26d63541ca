import type { RawReply } from "./raw-http";

/** The problems with the security headers that every response must have. */
export function findHeaderProblems({ headers, headerNames }: RawReply): string[] {
  const policy = contentSecurityPolicyOf(headers["content-security-policy"]);
  const scripts = policy.get("script-src") ?? policy.get("default-src");
  const demands: [boolean, string][] = [
    [headers["x-content-type-options"] === "nosniff", "X-Content-Type-Options is not nosniff"],
    [headers["referrer-policy"] === "same-origin", "Referrer-Policy is not same-origin"],
    [headers["cross-origin-opener-policy"] === "same-origin", "Cross-Origin-Opener-Policy is not same-origin"],
    [/\bcamera=\(\)/.test(String(headers["permissions-policy"])), "Permissions-Policy allows the camera"],
    [policy.get("frame-ancestors") === "'none'", "the page may be framed"],
    [
      scripts !== undefined && !/unsafe-(inline|eval)|\*|https?:|data:/.test(scripts),
      `scripts are allowed from ${scripts ?? "anywhere"}`,
    ],
    [!headerNames.includes("x-powered-by"), "X-Powered-By is there"],
    [!headerNames.includes("server"), "Server is there"],
    [new Set(onlyOnce(headerNames)).size === onlyOnce(headerNames).length, "a security header is there twice"],
  ];
  return demands.flatMap(([holds, problem]) => (holds ? [] : [problem]));
}

export const securityHeaderNames = [
  "x-content-type-options",
  "referrer-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
  "content-security-policy",
] as const;

function onlyOnce(headerNames: string[]): string[] {
  return headerNames.filter((name) => securityHeaderNames.some((known) => known === name));
}

/** The sources of each directive. */
export function contentSecurityPolicyOf(header: unknown): Map<string, string> {
  const directives = typeof header === "string" ? header.split(";").map((directive) => directive.trim()) : [];
  return new Map(directives.map((directive) => splitAtSpace(directive)));
}

function splitAtSpace(directive: string): [string, string] {
  const [name = "", ...sources] = directive.split(/\s+/);
  return [name, sources.join(" ")];
}

/** The nonce that a page's policy names. */
export function nonceOf({ headers }: RawReply): string {
  return /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "";
}
