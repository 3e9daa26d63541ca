import { describe, expect, test } from "vitest";
import { chiSquareP } from "@/lib/domain/testing/chi-square";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import {
  defaultTokenOptions,
  encodeBytes,
  generateToken,
  tokenEncodings,
  tokenEntropyBits,
  tokenLengthMax,
} from "./token";

const ascii = (text: string) => new TextEncoder().encode(text);
const hex = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));

describe("encodings", () => {
  // RFC 4648 section 10, without the padding.
  test.each([
    ["", "", "", ""],
    ["f", "66", "MY", "Zg"],
    ["fo", "666f", "MZXQ", "Zm8"],
    ["foo", "666f6f", "MZXW6", "Zm9v"],
    ["foob", "666f6f62", "MZXW6YQ", "Zm9vYg"],
    ["fooba", "666f6f6261", "MZXW6YTB", "Zm9vYmE"],
    ["foobar", "666f6f626172", "MZXW6YTBOI", "Zm9vYmFy"],
  ])("%j is written as in RFC 4648", (text, base16, base32, base64url) => {
    expect(encodeBytes(ascii(text), "hex")).toBe(base16);
    expect(encodeBytes(ascii(text), "base32")).toBe(base32);
    expect(encodeBytes(ascii(text), "base64url")).toBe(base64url);
  });

  test("base64url writes 62 and 63 as - and _", () => {
    expect(encodeBytes(hex("fbefbe"), "base64url")).toBe("----");
    expect(encodeBytes(hex("ffffff"), "base64url")).toBe("____");
  });

  // The three of draft-msporny-base58-03 section 5, and those of Bitcoin Core's base58_encode_decode.json.
  test.each([
    [Buffer.from("Hello World!").toString("hex"), "2NEpo7TZRRrLZSi2U"],
    [
      Buffer.from("The quick brown fox jumps over the lazy dog.").toString("hex"),
      "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
    ],
    ["0000287fb4cd", "11233QC4"],
    ["", ""],
    ["61", "2g"],
    ["626262", "a3gV"],
    ["636363", "aPEr"],
    ["73696d706c792061206c6f6e6720737472696e67", "2cFupjhnEsSn59qHXstmK2ffpLv2"],
    ["00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L"],
    ["516b6fcd0f", "ABnLTmg"],
    ["bf4f89001e670274dd", "3SEo3LWLoPntC"],
    ["572e4794", "3EFU7m"],
    ["ecac89cad93923c02321", "EJDM8drfXA6uyA"],
    ["10c8511e", "Rt5zm"],
    ["00000000000000000000", "1111111111"],
  ])("%s is %s in Base58", (bytes, text) => {
    expect(encodeBytes(hex(bytes), "base58")).toBe(text);
  });
});

describe("a token", () => {
  test.each(tokenEncodings)("in %s can be decoded to exactly the bytes that were drawn", (encoding) => {
    for (let bytes = 16; bytes <= 64; bytes += 1) {
      const seed = bytes;
      const drawn = generateToken({ bytes, encoding: "hex", prefix: "" }, seededRandom(seed));
      const token = generateToken({ bytes, encoding, prefix: "key_" }, seededRandom(seed));
      expect(token.slice(0, 4)).toBe("key_");
      expect(decode(token.slice(4), encoding)).toBe(drawn);
      expect(token.length).toBeLessThanOrEqual(tokenLengthMax({ bytes, encoding, prefix: "key_" }));
      if (encoding !== "base58") expect(token.length).toBe(tokenLengthMax({ bytes, encoding, prefix: "key_" }));
    }
  });

  test("takes the bytes of each random word with the lowest first, and drops the rest of the last word", () => {
    const words = [0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c, 0xffffff10];
    const token = generateToken({ bytes: 17, encoding: "hex", prefix: "" }, { uint32: () => words.shift() ?? 0 });
    expect(token).toBe("000102030405060708090a0b0c0d0e0f10");
    expect(words).toEqual([]);
  });

  test("has each value of each byte equally often", () => {
    const random = seededRandom(7);
    const counts = new Array<number>(256).fill(0);
    const options = { bytes: 64, encoding: "hex", prefix: "" } as const;
    for (let round = 0; round < 2_000; round += 1)
      for (const byte of Buffer.from(generateToken(options, random), "hex")) counts[byte] = (counts[byte] ?? 0) + 1;
    const chance = chiSquareP(counts);
    expect(chance).toBeGreaterThan(0.001);
    expect(chance).toBeLessThan(0.999);
  });

  test("has 8 bits of entropy for each byte, whatever its encoding and prefix", () => {
    expect(tokenEntropyBits(defaultTokenOptions)).toBe(256);
    expect(tokenEntropyBits({ bytes: 17, encoding: "base58", prefix: "sk_live_" })).toBe(136);
  });

  test.each([15, 65, 16.5, Number.NaN])("of %d bytes is refused", (bytes) => {
    expect(() => generateToken({ ...defaultTokenOptions, bytes }, seededRandom(1))).toThrow(RangeError);
  });
});

function decode(text: string, encoding: (typeof tokenEncodings)[number]): string {
  switch (encoding) {
    case "hex":
    case "base64url":
      return Buffer.from(text, encoding).toString("hex");
    case "base32":
      return bitsToHex([...text].map((character) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(character)));
    case "base58":
      return decodeBase58(text);
  }
}

function bitsToHex(digits: number[]): string {
  const bits = digits.map((digit) => digit.toString(2).padStart(5, "0")).join("");
  const bytes = bits.match(/.{8}/g) ?? [];
  return bytes.map((byte) => Number.parseInt(byte, 2).toString(16).padStart(2, "0")).join("");
}

function decodeBase58(text: string): string {
  const zeros = /^1*/.exec(text)?.[0].length ?? 0;
  const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  let number = 0n;
  for (const character of text) number = number * 58n + BigInt(alphabet.indexOf(character));
  const digits = number === 0n ? "" : number.toString(16);
  return "00".repeat(zeros) + (digits.length % 2 === 1 ? `0${digits}` : digits);
}
