import { parseArgs } from "node:util";

export type VerifyOptions = { expect?: { sealed: number; seal: string }; sealsLate: boolean; archive?: string };

/** Null for invalid arguments. */
export function parseVerifyOptions(args: string[]): VerifyOptions | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        expect: { type: "string" },
        "seal-late": { type: "boolean", default: false },
        archive: { type: "string" },
      },
    });
    const sealsLate = values["seal-late"];
    if (sealsLate && values.archive !== undefined) return null;
    const options = { sealsLate, ...(values.archive !== undefined && { archive: values.archive }) };
    if (values.expect === undefined) return options;
    const [, sealed, seal] = /^([1-9]\d{0,8}):(v1\.[\w-]{8}\.[\w-]{43})$/.exec(values.expect.trim()) ?? [];
    return sealed === undefined || seal === undefined ? null : { expect: { sealed: Number(sealed), seal }, ...options };
  } catch {
    return null;
  }
}
