import { isIP } from "node:net";
import { connect } from "node:tls";
import type { CertificateFacts } from "@/lib/domain/system/system-facts";

const LIMIT_MS = 3_000;
const HTTPS_PORT = 443;

type Options = {
  limitMs?: number;
  /** PEM certificates of the authorities to trust instead of Node's. */
  authorities?: string[];
};

/** Reads the certificate of a public address, also an untrusted one. Never rejects. */
export function inspectCertificate(
  origin: string,
  { limitMs = LIMIT_MS, authorities }: Options = {},
): Promise<CertificateFacts> {
  const { hostname, port, host } = new URL(origin);
  const name = hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve) => {
    const socket = connect({
      host: name,
      port: Number(port || HTTPS_PORT),
      // RFC 6066 section 3: an IP address is no server name.
      ...(isIP(name) === 0 && { servername: name }),
      ...(authorities !== undefined && { ca: authorities }),
      // The expiry of an untrusted certificate counts too. Nothing is sent over this connection.
      rejectUnauthorized: false,
    });
    const end = (facts: CertificateFacts): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(facts);
    };
    const fail = (reason: string): void => end({ host, state: "unread", reason });
    const timer = setTimeout(() => fail(`no answer within ${limitMs / 1000} seconds`), limitMs);
    socket.once("error", (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    socket.once("close", () => fail("the connection was closed"));
    socket.once("secureConnect", () => {
      const { valid_to: validTo } = socket.getPeerCertificate();
      if (validTo === undefined) return fail("the server has no certificate");
      const error: unknown = socket.authorizationError;
      end({ host, state: "read", validTo: new Date(validTo), distrust: socket.authorized ? null : codeOf(error) });
    });
  });
}

/** Node gives a code here, though its types say an error. */
function codeOf(error: unknown): string {
  if (error instanceof Error) return "code" in error ? String(error.code) : error.message;
  return typeof error === "string" ? error : "unknown";
}
