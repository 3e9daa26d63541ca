import { AppError } from "@/lib/errors";

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Parses a JSON body. Refuses input that parsers treat differently: invalid UTF-8, duplicate keys (undefined in
 * RFC 8259 section 4) and `__proto__`.
 */
export function readJson(body: Uint8Array): unknown {
  let text: string;
  let value: unknown;
  try {
    text = decoder.decode(body);
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError("bad_request", "The request body is not valid JSON.", { cause });
  }
  refuseAmbiguousKeys(text);
  return value;
}

// The text is valid JSON, so strings and punctuation are the only tokens needed.
const JSON_TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

// Iterative, because 60,000 nested brackets would exhaust the stack of a recursive parser.
function refuseAmbiguousKeys(text: string): void {
  const openObjects: (Set<string> | null)[] = [];
  let lastString = "";
  for (const [token] of text.matchAll(JSON_TOKEN)) {
    switch (token) {
      case "{":
        openObjects.push(new Set());
        break;
      case "[":
        openObjects.push(null);
        break;
      case "}":
      case "]":
        openObjects.pop();
        break;
      case ":":
        claimKey(openObjects.at(-1), lastString);
        break;
      case ",":
        break;
      default:
        lastString = token;
    }
  }
}

function claimKey(keys: Set<string> | null | undefined, literal: string): void {
  const key = String(JSON.parse(literal));
  if (key === "__proto__") throw new AppError("bad_request", "The key `__proto__` is not accepted.");
  if (keys?.has(key))
    throw new AppError("bad_request", `The request body has the key \`${key.slice(0, 64)}\` more than once.`);
  keys?.add(key);
}
