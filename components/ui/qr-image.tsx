import { create } from "qrcode";

// ISO 18004 wants four modules of quiet around the code.
const QUIET = 4;

/** The text as a code for a phone's camera; black on white in both themes, because cameras expect it. */
export function QrImage({ text, what }: { text: string; what: string }) {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const side = modules.size + 2 * QUIET;
  return (
    <svg
      role="img"
      aria-label={`QR code of the ${what}`}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className="mx-auto w-full max-w-72 rounded-md bg-white forced-color-adjust-none"
    >
      <path d={pathOf(modules.data, modules.size)} className="fill-black" />
    </svg>
  );
}

/** Every dark module as a square of one unit. */
export function pathOf(modules: Uint8Array, size: number): string {
  return Array.from(modules, (isDark, index) =>
    isDark === 0 ? "" : `M${(index % size) + QUIET} ${Math.floor(index / size) + QUIET}h1v1h-1z`,
  ).join("");
}
