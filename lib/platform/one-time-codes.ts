import { createHmac } from "node:crypto";
import type { Digits } from "@otplib/core";

const DIGITS: Digits = 6;
const PERIOD = 30;
// RFC 4226 section 4 recommends 160 bits; other systems use 80, and their secrets can be imported.
const SECRET_BYTES = 20;
const IMPORTED_SECRET_BYTES_MIN = 10;

// Loaded at first use: most processes never need them.
const loadOtplib = () => import("otplib");
const loadQrcode = () => import("qrcode");

/** TOTP as authenticator apps implement it (RFC 6238): SHA-1, six digits, steps of 30 seconds. */
export const oneTimeCodes = {
  async newSecret(): Promise<string> {
    const { generateSecret } = await loadOtplib();
    return generateSecret({ length: SECRET_BYTES });
  },

  /** The otpauth URI that apps read from a QR code, or open on the same phone. */
  async keyUri({ secret, issuer, account }: { secret: string; issuer: string; account: string }): Promise<string> {
    const { generateURI } = await loadOtplib();
    return generateURI({ issuer, label: account, secret, digits: DIGITS, period: PERIOD });
  },

  /** A QR code as one SVG element, black on white with a quiet zone of four modules (ISO/IEC 18004). */
  async qrCode(text: string): Promise<string> {
    const { default: qrcode } = await loadQrcode();
    return qrcode.toString(text, { type: "svg", errorCorrectionLevel: "M", margin: 4 });
  },

  /** The time step at a moment: RFC 6238 section 4.2, with T0 = 0 and X = 30. */
  stepAt(now: Date): number {
    return Math.floor(now.getTime() / 1000 / PERIOD);
  },

  /**
   * The time step of a code, from `stepsBack` before now to `stepsAhead` after it; null when none matches, or the secret
   * isn't base32.
   */
  async findStep(
    secret: string,
    code: string,
    { now, stepsBack, stepsAhead }: { now: Date; stepsBack: number; stepsAhead: number },
  ): Promise<number | null> {
    const { createGuardrails, verify } = await loadOtplib();
    try {
      const verdict = await verify({
        secret,
        token: code,
        digits: DIGITS,
        period: PERIOD,
        epoch: Math.floor(now.getTime() / 1000),
        epochTolerance: [stepsBack * PERIOD, stepsAhead * PERIOD],
        guardrails: createGuardrails({ MIN_SECRET_BYTES: IMPORTED_SECRET_BYTES_MIN }),
      });
      return verdict.valid && "timeStep" in verdict ? verdict.timeStep : null;
    } catch {
      return null;
    }
  },

  /**
   * All steps up to `stepsMax` before and after now that have this code. Computes each of them, so that the time doesn't
   * depend on the code.
   */
  async findSteps(secret: string, code: string, { now, stepsMax }: { now: Date; stepsMax: number }): Promise<number[]> {
    const key = await keyOf(secret);
    if (key === null) return [];
    const current = this.stepAt(now);
    const steps = Array.from({ length: 2 * stepsMax + 1 }, (_, index) => current - stepsMax + index);
    return steps.filter((step) => codeOf(key, step) === code);
  },
};

async function keyOf(secret: string): Promise<Uint8Array | null> {
  const { ScureBase32Plugin } = await loadOtplib();
  try {
    return new ScureBase32Plugin().decode(secret);
  } catch {
    return null;
  }
}

/** RFC 4226 section 5.3; otplib needs a hundred times as long for a range of steps. */
function codeOf(key: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(step));
  const digest = createHmac("sha1", key).update(counter).digest();
  const truncated = digest.readUInt32BE((digest.at(-1) ?? 0) & 0xf) & 0x7fffffff;
  return String(truncated % 10 ** DIGITS).padStart(DIGITS, "0");
}
