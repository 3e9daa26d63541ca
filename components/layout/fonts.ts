import localFont from "next/font/local";

export const sans = localFont({
  src: "../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  variable: "--font-sans",
  weight: "100 900",
  // On a slow first visit, keep the fallback font instead of repainting the page.
  display: "optional",
  preload: true,
});

/** For passwords and codes: slashed zero, and l, I, 1 and | are distinct. */
export const mono = localFont({
  src: "../../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  variable: "--font-mono",
  weight: "100 800",
  display: "swap",
  // Most pages use little of it.
  preload: false,
  // Next's fallback is a stretched Arial, which isn't monospaced; use the system font.
  adjustFontFallback: false,
});
