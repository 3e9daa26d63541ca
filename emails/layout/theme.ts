// The product's colours (app/globals.css) as literals: mails can't use variables. Light colours are inline, because many
// mail programs drop style sheets; dark ones are in the sheet. None is pure black or white, so that programs which invert
// colours keep the contrast.
export const light = {
  page: "#faf9f6",
  panel: "#fefefd",
  sunken: "#f2f0eb",
  text: "#1a1916",
  muted: "#5c5850",
  border: "#e3dfd7",
  control: "#8a857a",
  accent: "#2348c7",
  accentContrast: "#fefefe",
} as const;

const dark = {
  page: "#131315",
  panel: "#1a1a1d",
  sunken: "#26262b",
  text: "#eceae6",
  muted: "#a5a29b",
  border: "#2d2d31",
  control: "#74726f",
  accent: "#93aaff",
  accentContrast: "#10131f",
} as const satisfies Record<keyof typeof light, string>;

const rules = (colors: Record<keyof typeof light, string>, prefix = ""): string =>
  [
    `${prefix}.page{background-color:${colors.page}!important}`,
    `${prefix}.panel{background-color:${colors.panel}!important;border-color:${colors.border}!important}`,
    `${prefix}.sunken{background-color:${colors.sunken}!important;color:${colors.text}!important}`,
    `${prefix}.text{color:${colors.text}!important}`,
    `${prefix}.muted{color:${colors.muted}!important}`,
    `${prefix}.rule{border-color:${colors.border}!important}`,
    `${prefix}.link{color:${colors.accent}!important}`,
    `${prefix}.outline{background-color:${colors.panel}!important;border-color:${colors.control}!important;color:${colors.text}!important}`,
    `${prefix}.button{background-color:${colors.accent}!important;color:${colors.accentContrast}!important}`,
  ].join("");

/** Outlook on the web marks what its dark mode recoloured: `data-ogsc` for text, `data-ogsb` for backgrounds. */
export const styleSheet = `:root{color-scheme:light dark;supported-color-schemes:light dark}.page{background-color:${light.page}}@media (prefers-color-scheme:dark){${rules(dark)}}${rules(dark, "[data-ogsc] ")}${rules(dark, "[data-ogsb] ")}@media (max-width:480px){.panel{padding:24px 20px!important}.footer{padding:20px 21px 0!important}}`;

export const sans = "Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
export const mono = "'JetBrains Mono',ui-monospace,SFMono-Regular,Menlo,Consolas,monospace";
