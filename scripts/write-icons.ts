// `npm run icons`: draws the icons that installed pages need from app/icon.svg.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";

const root = path.resolve(import.meta.dirname, "..");
const svg = readFileSync(path.join(root, "app", "icon.svg"), "utf8");
const folder = path.join(root, "public", "icons");

// Maskable icons are cropped to a circle of 80 %: the background fills the square, and the picture is smaller.
const background = /<rect[^>]*fill="([^"]+)"/.exec(svg)?.[1] ?? "#000";
const icons = [
  { file: "icon-192.png", size: 192, fills: false },
  { file: "icon-512.png", size: 512, fills: false },
  { file: "maskable-512.png", size: 512, fills: true },
  { file: "apple-touch-icon.png", size: 180, fills: true },
];

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM_PATH"] || undefined,
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  for (const { file, size, fills } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const shown = fills ? "80%" : "100%";
    await page.setContent(
      `<style>body{margin:0;display:grid;place-items:center;height:100vh;background:${fills ? background : "transparent"}}svg{width:${shown};height:${shown}}</style>${svg}`,
    );
    writeFileSync(path.join(folder, file), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
} finally {
  await browser.close();
}
