import { create } from "qrcode";

// ISO 18004 requires a quiet zone of four modules.
const QUIET_ZONE = 4;

/** Black on white in both themes, because many scanners can't read inverted codes. */
export function QrImage({ text, what }: { text: string; what: string }) {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const side = modules.size + 2 * QUIET_ZONE;
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

/** An SVG path with a unit square for each dark module. */
export function pathOf(modules: Uint8Array, size: number): string {
  return Array.from(modules, (isDark, index) =>
    isDark === 0 ? "" : `M${(index % size) + QUIET_ZONE} ${Math.floor(index / size) + QUIET_ZONE}h1v1h-1z`,
  ).join("");
}
