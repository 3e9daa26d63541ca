import { createHmac } from "node:crypto";
import type { Locator } from "@playwright/test";
import readQrCode from "jsqr";
import { PNG } from "pngjs";

const STEP_SECONDS = 30;
// Time to type and send a code before its step is no longer accepted, also on a slow machine.
const TYPING_SECONDS = 10;

/** An authenticator app written from RFC 6238 alone. It never gives the same code twice. */
export class Authenticator {
  #lastStep = 0;

  constructor(private readonly secret: string) {}

  /** The code that it shows when its clock is off by this number of steps. */
  codeWhenOff(steps: number): string {
    return codeAt(this.secret, Math.floor(Date.now() / 1000 / STEP_SECONDS) + steps);
  }

  /** An unused code that the server accepts: of the previous or the current step. Waits for the next step if both are used. */
  async nextCode(): Promise<string> {
    for (;;) {
      const seconds = Date.now() / 1000;
      const current = Math.floor(seconds / STEP_SECONDS);
      const secondsLeft = STEP_SECONDS - (seconds % STEP_SECONDS);
      const earliest = secondsLeft > TYPING_SECONDS ? current - 1 : current;
      const step = Math.max(earliest, this.#lastStep + 1);
      if (step <= current) {
        this.#lastStep = step;
        return codeAt(this.secret, step);
      }
      await new Promise((resolve) => setTimeout(resolve, secondsLeft * 1000 + 50));
    }
  }
}

/** Decodes the QR code in a picture with a different library from the one that generated it. */
export async function readQrCodeIn(picture: Locator): Promise<string> {
  const { data, width, height } = PNG.sync.read(await picture.screenshot());
  const found = readQrCode(new Uint8ClampedArray(data), width, height);
  if (found === null) throw new Error("The picture has no readable QR code.");
  return found.data;
}

/** RFC 6238 with its defaults, which is RFC 4226 with the time as counter. */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", decodeBase32(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

function decodeBase32(text: string): Buffer {
  const bits = [...text]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}
