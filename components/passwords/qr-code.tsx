import { create } from "qrcode";

type QrCodeProps = { text: string; noun: string };

// ISO 18004 wants four modules of quiet around the code.
const QUIET = 4;

/** The text as a code for a phone's camera, drawn here; black on white in both themes, because cameras expect it. */
export function QrCode({ text, noun }: QrCodeProps) {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const side = modules.size + 2 * QUIET;
  return (
    <>
      <svg
        role="img"
        aria-label={`QR code of the ${noun}`}
        viewBox={`0 0 ${side} ${side}`}
        shapeRendering="crispEdges"
        className="mx-auto w-full max-w-72 rounded-md bg-white forced-color-adjust-none"
      >
        <path d={pathOf(modules.data, modules.size)} className="fill-black" />
      </svg>
      <p className="text-14 text-muted">
        Point your phone’s camera at it and copy the text. The code was drawn on this device; whoever photographs it has the {noun}.
      </p>
    </>
  );
}

/** Every dark module as a square of one unit. */
export function pathOf(modules: Uint8Array, size: number): string {
  return Array.from(modules, (isDark, index) =>
    isDark === 0 ? "" : `M${(index % size) + QUIET} ${Math.floor(index / size) + QUIET}h1v1h-1z`,
  ).join("");
}
