import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";

export type TestCertificate = { certificate: string; key: string };

type Contents = { names?: string[]; validFrom?: Date; validTo?: Date };

/** A self-signed certificate, for `localhost` and 127.0.0.1 by default. */
export function selfSignedCertificate(contents: Contents = {}): TestCertificate {
  return issue(contents, null).issued;
}

/** An authority of its own that issues certificates. */
export function createAuthority(): { certificate: string; issue(contents?: Contents): TestCertificate } {
  const { issued, issuer } = issue({ names: ["Test authority"] }, null);
  return { certificate: issued.certificate, issue: (contents = {}) => issue(contents, issuer).issued };
}

type Issuer = { name: Buffer; key: KeyObject };

/** Without an issuer the certificate signs itself, and is an authority. */
function issue(
  { names = ["localhost"], validFrom = yearsFromNow(-1), validTo = yearsFromNow(1) }: Contents,
  by: Issuer | null,
): { issued: TestCertificate; issuer: Issuer } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(set(sequence(oid("550403"), der(0x0c, Buffer.from(names[0] ?? "test")))));
  const issuer = by ?? { name, key: privateKey };
  const alternatives = sequence(
    ...names.map((dnsName) => der(0x82, Buffer.from(dnsName))),
    ...(names.includes("localhost") ? [der(0x87, Buffer.from([127, 0, 0, 1]))] : []),
  );
  const isAuthority = by === null ? [der(0x01, Buffer.from([0xff]))] : [];
  const extensions = sequence(
    // basicConstraints: OpenSSL refuses an authority without it.
    sequence(oid("551d13"), der(0x01, Buffer.from([0xff])), octets(sequence(...isAuthority))),
    sequence(oid("551d11"), octets(alternatives)),
  );
  const unsigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    issuer.name,
    sequence(utcTime(validFrom), utcTime(validTo)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign("sha256", unsigned, issuer.key)]));
  return {
    issued: { certificate: pem(sequence(unsigned, ecdsaWithSha256, signature)), key: exported(privateKey) },
    issuer,
  };
}

export function yearsFromNow(years: number): Date {
  return new Date(Date.now() + years * 365 * 24 * 60 * 60 * 1000);
}

// The part of X.690 that a certificate needs.
function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function set(part: Buffer): Buffer {
  return der(0x31, part);
}

function octets(content: Buffer): Buffer {
  return der(0x04, content);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

function utcTime(time: Date): Buffer {
  return der(0x17, Buffer.from(`${time.toISOString().replace(/\D/g, "").slice(2, 14)}Z`));
}

const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));

function pem(certificate: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}

function exported(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}
