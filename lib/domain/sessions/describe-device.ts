type Rule = readonly [pattern: RegExp, name: string];

const programs: readonly Rule[] = [
  [/^curl\//i, "curl"],
  [/^Wget\//i, "Wget"],
  [/^HTTPie\//i, "HTTPie"],
  [/^python-requests\//i, "Python requests"],
  [/^python-httpx\//i, "Python httpx"],
  [/^Python(?:\/|-urllib\/)/i, "Python"],
  [/^(?:node|undici|node-fetch|axios)(?:\/|$)/i, "Node.js"],
  [/^Go-http-client\//i, "Go"],
  [/^okhttp\//i, "OkHttp"],
  [/^PostmanRuntime\//i, "Postman"],
  [/^insomnia\//i, "Insomnia"],
  [/PowerShell\//i, "PowerShell"],
];

// Every browser also names the browsers that it descends from, so the most specific ones come first.
const browsers: readonly Rule[] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|OPiOS|OPT)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\bDuckDuckGo\/|\bDdg\//, "DuckDuckGo"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/Chrome\/|\bCriOS\/|\bChromium\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

// Android also names Linux, and an iPad also says "like Mac OS X".
const systems: readonly Rule[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMacintosh\b|\bMac OS X\b/, "macOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

/**
 * A short description by which users recognise their device. Built from our own words only, because clients control the
 * header.
 */
export function describeDevice(userAgent: string | null): string {
  const text = (userAgent ?? "").slice(0, 512).trim();
  const program = nameOf(text, programs);
  if (program !== null) return program;

  const browser = nameOf(text, browsers);
  const system = nameOf(text, systems);
  if (browser === null && system === null) return "Unknown device";
  if (system === null) return `${browser}`;
  return `${browser ?? "Unknown browser"} on ${system}`;
}

function nameOf(text: string, rules: readonly Rule[]): string | null {
  return rules.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
