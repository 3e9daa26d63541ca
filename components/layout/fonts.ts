import localFont from "next/font/local";

/** The sans of everything that is read. */
export const sans = localFont({
  src: "../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  variable: "--font-sans",
  weight: "100 900",
  // On a slow first visit the stand-in of the same widths stays, instead of the page being painted twice.
  display: "optional",
  preload: true,
});

/** The mono of everything that is typed: its zero is marked, and its l, I, 1 and | are four different shapes. */
export const mono = localFont({
  src: "../../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  variable: "--font-mono",
  weight: "100 800",
  display: "swap",
  // Asked for by what is shown in it: most pages show little.
  preload: false,
  // Its stand-in is the system's mono: an Arial stretched to its average width would set `i` and `m` apart.
  adjustFontFallback: false,
});
