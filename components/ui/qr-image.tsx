import { create } from "qrcode";
import { joinClasses } from "./join-classes";

// ISO 18004 requires a quiet zone of four modules.
const QUIET_ZONE = 4;

type QrImageProps = {
  text: string;
  /** What the code contains, as in "QR code of the link". */
  what: string;
  className?: string;
};

/** Every QR code of the product: black on white in all themes, because many scanners can't read inverted codes. */
export function QrImage({ text, what, className = "mx-auto w-full max-w-72" }: QrImageProps) {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const side = modules.size + 2 * QUIET_ZONE;
  return (
    <svg
      role="img"
      aria-label={`QR code of the ${what}`}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className={joinClasses("rounded-md forced-color-adjust-none", className)}
    >
      {/* Attributes, not classes: the colours belong to no theme. */}
      <rect width={side} height={side} fill="#fff" />
      <path d={pathOf(modules.data, modules.size)} fill="#000" />
    </svg>
  );
}

/** An SVG path with a unit square for each dark module. */
function pathOf(modules: Uint8Array, size: number): string {
  return Array.from(modules, (isDark, index) =>
    isDark === 0 ? "" : `M${(index % size) + QUIET_ZONE} ${Math.floor(index / size) + QUIET_ZONE}h1v1h-1z`,
  ).join("");
}
