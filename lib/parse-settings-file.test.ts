import { expect, test } from "vitest";
import { parseSettingsFile } from "./parse-settings-file";

const TEXT = 'SIGNUP=closed\r\nPORT=4000\r\n# A comment\r\nSUPPORT_CONTACT="Zoë, room 12"\r\n';
const settings = { SIGNUP: "closed", PORT: "4000", SUPPORT_CONTACT: "Zoë, room 12" };

const littleEndian = Buffer.from(`\ufeff${TEXT}`, "utf16le");

test.each([
  ["UTF-8", Buffer.from(TEXT)],
  ["UTF-8 with a byte order mark, as Notepad writes it", Buffer.from(`\ufeff${TEXT}`)],
  ["UTF-16, as PowerShell 5 writes it", littleEndian],
  ["UTF-16 with its bytes swapped", Buffer.from(littleEndian).swap16()],
])("%s has all settings, the first one too", (_, bytes) => {
  expect(parseSettingsFile(bytes)).toEqual(settings);
});

test.each([
  ["Latin-1", Buffer.from("SUPPORT_CONTACT=Zo\xeb", "latin1")],
  ["UTF-16 without a byte order mark", Buffer.from("SIGNUP=closed", "utf16le")],
  ["a database file", Buffer.from("SQLite format 3\0")],
])("%s is refused", (_, bytes) => {
  expect(() => parseSettingsFile(bytes)).toThrow(/\.env can't be read: it isn't text in UTF-8/);
});

test.each(["SIGNUP: closed\nPORT=4000", "SIGN UP=closed", "'SIGNUP'=closed"])("the line %j is refused", (text) => {
  expect(() => parseSettingsFile(Buffer.from(text))).toThrow(/isn't the name of a variable/);
});
