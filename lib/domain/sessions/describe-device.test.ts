import { expect, test } from "vitest";
import { describeDevice } from "./describe-device";

const webKit = "AppleWebKit/537.36 (KHTML, like Gecko)";
const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const iPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";

test.each([
  ["Firefox on Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"],
  ["Firefox on Windows", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"],
  ["Firefox on Android", "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"],
  ["Firefox on iPhone", `${iPhone} FxiOS/140.0 Mobile/15E148 Safari/605.1.15`],
  ["Chrome on Windows", `${windows} ${webKit} Chrome/138.0.0.0 Safari/537.36`],
  ["Chrome on Android", `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/138.0.0.0 Mobile Safari/537.36`],
  ["Chrome on iPhone", `${iPhone} CriOS/138.0.7204.119 Mobile/15E148 Safari/604.1`],
  ["Chrome on ChromeOS", `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webKit} Chrome/138.0.0.0 Safari/537.36`],
  ["Chrome on Linux", `Mozilla/5.0 (X11; Linux x86_64) ${webKit} HeadlessChrome/138.0.0.0 Safari/537.36`],
  ["Safari on iPhone", `${iPhone} Version/18.5 Mobile/15E148 Safari/604.1`],
  [
    "Safari on iPad",
    "Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.7 Mobile/15E148 Safari/604.1",
  ],
  [
    "Safari on macOS",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
  ],
  ["Edge on Windows", `${windows} ${webKit} Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0`],
  [
    "Edge on Android",
    `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/138.0.0.0 Mobile Safari/537.36 EdgA/138.0.0.0`,
  ],
  ["Edge on iPhone", `${iPhone} Version/18.0 EdgiOS/138.0.3351.65 Mobile/15E148 Safari/604.1`],
  ["Opera on Windows", `${windows} ${webKit} Chrome/138.0.0.0 Safari/537.36 OPR/120.0.0.0`],
  [
    "Samsung Internet on Android",
    `Mozilla/5.0 (Linux; Android 14; SM-S928B) ${webKit} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
  ],
  ["Unknown browser on Windows", "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko"],
  ["curl", "curl/8.5.0"],
  ["Wget", "Wget/1.21.4"],
  ["HTTPie", "HTTPie/3.2.4"],
  ["Python requests", "python-requests/2.32.3"],
  ["Python httpx", "python-httpx/0.28.1"],
  ["Python", "Python-urllib/3.12"],
  ["Python", "Python/3.12 aiohttp/3.11.11"],
  ["Node.js", "node"],
  ["Node.js", "axios/1.7.9"],
  ["Go", "Go-http-client/2.0"],
  ["OkHttp", "okhttp/4.12.0"],
  ["Postman", "PostmanRuntime/7.43.0"],
  ["PowerShell", "Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.22621.4391"],
])("%s", (description, userAgent) => {
  expect(describeDevice(userAgent)).toBe(description);
});

test.each([null, "", " ", "\0\x1b[31m", "<script>alert(1)</script>", "Mozilla/5.0", "toString", "x".repeat(1_000_000)])(
  "%j is an unknown device",
  (userAgent) => {
    expect(describeDevice(userAgent)).toBe("Unknown device");
  },
);

test("no character of a forged header reaches the description", () => {
  const description = describeDevice("Firefox/1\x1b[2J\r\n<b>Linux</b> \u202e".repeat(100));
  expect(description).toBe("Firefox on Linux");
});
