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
   * The time step of a code, from `stepsBack` before now to now; null when none matches, or the secret isn't base32.
   */
  async findStep(
    secret: string,
    code: string,
    { now, stepsBack }: { now: Date; stepsBack: number },
  ): Promise<number | null> {
    const { createGuardrails, verify } = await loadOtplib();
    try {
      const verdict = await verify({
        secret,
        token: code,
        digits: DIGITS,
        period: PERIOD,
        epoch: Math.floor(now.getTime() / 1000),
        epochTolerance: [stepsBack * PERIOD, 0],
        guardrails: createGuardrails({ MIN_SECRET_BYTES: IMPORTED_SECRET_BYTES_MIN }),
      });
      return verdict.valid && "timeStep" in verdict ? verdict.timeStep : null;
    } catch {
      return null;
    }
  },
};
