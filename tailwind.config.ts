import type { Config } from "tailwindcss";

/** Names for the tokens of `app/globals.css`, which holds their values for light and dark. */
const config: Config = {
  content: ["./app/**/*.tsx", "./components/**/*.{ts,tsx}"],
  theme: {
    colors: {
      transparent: "transparent",
      current: "currentColor",
      white: "#fff",
      black: "#000",
      surface: "var(--surface)",
      panel: "var(--panel)",
      sunken: "var(--sunken)",
      text: "var(--text)",
      muted: "var(--muted)",
      border: "var(--border)",
      control: "var(--control)",
      accent: {
        DEFAULT: "var(--accent)",
        strong: "var(--accent-strong)",
        soft: "var(--accent-soft)",
        contrast: "var(--accent-contrast)",
      },
      symbol: "var(--symbol)",
      danger: { DEFAULT: "var(--danger)", soft: "var(--danger-soft)" },
      warn: { DEFAULT: "var(--warn)", soft: "var(--warn-soft)" },
      ok: { DEFAULT: "var(--ok)", soft: "var(--ok-soft)" },
    },
    fontFamily: {
      sans: ["var(--font-sans)", "system-ui", "sans-serif"],
      mono: ["var(--font-mono)", "ui-monospace", "monospace"],
    },
    // One scale, a major third apart; every line height stands on the 4 px grid.
    fontSize: {
      12: ["0.75rem", "1rem"],
      14: ["0.875rem", "1.25rem"],
      16: ["1rem", "1.5rem"],
      20: ["1.25rem", "1.75rem"],
      25: ["1.5625rem", "2rem"],
      31: ["1.9375rem", "2.5rem"],
    },
    borderRadius: { none: "0", sm: "4px", md: "8px", lg: "14px", full: "9999px" },
    boxShadow: { panel: "var(--shadow-panel)", overlay: "var(--shadow-overlay)" },
    transitionDuration: { DEFAULT: "140ms", quick: "120ms", calm: "180ms" },
    extend: {
      // A form is one column of at most 26 rem, a page one of 60, a line of prose about 65 characters.
      maxWidth: { form: "26rem", page: "var(--page-width, 60rem)", prose: "65ch" },
      animation: { "roll-in": "roll-in 140ms ease-out" },
      keyframes: {
        "roll-in": {
          from: { opacity: "0", transform: "translateY(0.25rem)" },
          to: { opacity: "1", transform: "none" },
        },
      },
    },
  },
};

export default config;
