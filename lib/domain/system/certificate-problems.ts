import type { Finding } from "./finding";
import type { SystemFacts } from "./system-facts";
import { formatTime } from "../mail/format-time";

const DAY_MS = 24 * 60 * 60 * 1000;
const WARNED_DAYS = 14;

const distrusts: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: "it is for another name",
  DEPTH_ZERO_SELF_SIGNED_CERT: "it is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "this machine doesn't know its authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "this machine doesn't know its authority",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the server doesn't send the certificates between it and its authority",
  CERT_NOT_YET_VALID: "it isn't valid yet",
};

export function findCertificateProblems({ now, certificate }: SystemFacts): Finding[] {
  if (certificate === null) return [];
  const { host } = certificate;
  if (certificate.state === "unread")
    return [
      {
        severity: "note",
        code: "certificate_unread",
        message: `The certificate of ${host} can't be read from this machine: ${certificate.reason}.`,
        advice: "Check its expiry from another machine, or that FRONTEND_URL is right.",
      },
    ];
  const { validTo, distrust } = certificate;
  const msLeft = validTo.getTime() - now.getTime();
  if (msLeft <= 0)
    return [
      {
        severity: "problem",
        code: "certificate_expired",
        message: `The certificate of ${host} expired on ${formatTime(validTo)}. Browsers refuse it.`,
        advice: "Renew it, and let the proxy load the new one.",
      },
    ];
  const findings: Finding[] = [];
  const days = Math.floor(msLeft / DAY_MS);
  if (days < WARNED_DAYS)
    findings.push({
      severity: "warning",
      code: "certificate_expires",
      message: `The certificate of ${host} expires in ${days === 1 ? "1 day" : `${days} days`}, on ${formatTime(validTo)}.`,
      advice: "Renew it, and let the proxy load the new one. If it renews by itself, find out why it didn't.",
    });
  if (distrust !== null)
    findings.push({
      severity: "warning",
      code: "certificate_untrusted",
      message: `The certificate of ${host} isn't trusted by this machine: ${distrusts[distrust] ?? distrust}.`,
      advice:
        "Install a certificate that browsers trust. With an authority of your own, set NODE_EXTRA_CA_CERTS to its file.",
    });
  return findings;
}
