import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import type { Locator } from "@playwright/test";
import readQrCode from "jsqr";
import { PNG } from "pngjs";

const STEP_SECONDS = 30;
// A code is typed and sent within so many seconds, or belongs to a step that is over.
const TYPING_SECONDS = 6;

/** An authenticator app of our own, by RFC 6238 and nothing else, that never shows a code twice. */
export class Authenticator {
  #lastStep = 0;

  constructor(private readonly secret: string) {}

  /** A code that the server has not seen: of the step before or of this one, else of the next, for which it waits. */
  async nextCode(): Promise<string> {
    for (;;) {
      const seconds = Date.now() / 1000;
      const current = Math.floor(seconds / STEP_SECONDS);
      const secondsLeft = STEP_SECONDS - (seconds % STEP_SECONDS);
      const step = Math.max(current - 1, this.#lastStep + 1);
      if (step <= current && secondsLeft > TYPING_SECONDS) {
        this.#lastStep = step;
        return codeAt(this.secret, step);
      }
      await new Promise((resolve) => setTimeout(resolve, secondsLeft * 1000 + 50));
    }
  }
}

/** What the QR code in a picture says, to a reader that shares nothing with the library that drew it. */
export async function readQrCodeIn(picture: Locator): Promise<string> {
  const { data, width, height } = PNG.sync.read(await picture.screenshot());
  const found = readQrCode(new Uint8ClampedArray(data), width, height);
  if (found === null) throw new Error("There is no QR code that can be read.");
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

/** The code by oathtool, where it is installed; else null. */
export function codeByOathtool(secret: string, step: number): string | null {
  try {
    return execFileSync("oathtool", ["--totp", "--base32", `--now=@${step * STEP_SECONDS}`, secret], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return null;
  }
}

function decodeBase32(text: string): Buffer {
  const bits = [...text]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}
