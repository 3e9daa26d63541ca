import { AppError } from "@/lib/errors";

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Parses a JSON body and refuses what parsers disagree on: invalid UTF-8, duplicate keys (RFC 8259 section 4 leaves
 * their meaning open) and `__proto__`.
 */
export function readJson(body: Uint8Array): unknown {
  let text: string;
  let value: unknown;
  try {
    text = decoder.decode(body);
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError("bad_request", "The body is not valid JSON.", { cause });
  }
  refuseAmbiguousKeys(text);
  return value;
}

// The text is known to be valid JSON, so strings and brackets are all that has to be told apart.
const JSON_TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

// Iterative on purpose: a body of 60,000 opening brackets must not exhaust the stack.
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
  if (keys?.has(key)) throw new AppError("bad_request", `The body names \`${key.slice(0, 64)}\` more than once.`);
  keys?.add(key);
}
