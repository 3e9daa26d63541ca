import { parseArgs } from "node:util";

export type VerifyOptions = { expect?: { sealed: number; seal: string }; sealsLate: boolean };

/** Null for invalid arguments. */
export function parseVerifyOptions(args: string[]): VerifyOptions | null {
  try {
    const { values } = parseArgs({
      args,
      options: { expect: { type: "string" }, "seal-late": { type: "boolean", default: false } },
    });
    const sealsLate = values["seal-late"];
    if (values.expect === undefined) return { sealsLate };
    const [, sealed, seal] = /^([1-9]\d{0,8}):(v1\.[\w-]{8}\.[\w-]{43})$/.exec(values.expect.trim()) ?? [];
    return sealed === undefined || seal === undefined ? null : { expect: { sealed: Number(sealed), seal }, sealsLate };
  } catch {
    return null;
  }
}
