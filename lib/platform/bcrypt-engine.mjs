// bcrypt by a native library, or in JavaScript on platforms without a binary. Both give the same results.

/** @typedef {{ name: "native" | "javascript", hash(password: string, cost: number): string, matches(password: string, hash: string): boolean }} BcryptEngine */

// The canonical form, without stray bits at the ends of salt and digest. For other forms one of the two libraries
// throws and the other doesn't.
const wellFormedHash =
  /^\$2[aby]\$(?:0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/;

/**
 * @param {"fastest" | "javascript"} wanted
 * @param {() => Promise<Library>} [importNative]
 * @returns {Promise<BcryptEngine>}
 */
export async function loadBcryptEngine(wanted, importNative = () => import("bcrypt")) {
  if (wanted === "fastest") {
    const native = await importNative().catch(() => null);
    if (native !== null) return engine("native", native);
  }
  return engine("javascript", await import("bcryptjs"));
}

/**
 * @typedef {{ hashSync(password: string, cost: number): string, compareSync(password: string, hash: string): boolean }} Library
 *
 * @param {BcryptEngine["name"]} name
 * @param {Library} library
 * @returns {BcryptEngine}
 */
function engine(name, { hashSync, compareSync }) {
  return {
    name,
    hash: (password, cost) => hashSync(asUtf8(password), cost),
    matches: (password, hash) => wellFormedHash.test(hash) && compareSync(asUtf8(password), withPortablePrefix(hash)),
  };
}

/**
 * PHP's `$2y$` equals `$2b$`, but not every library knows it.
 * @param {string} hash
 */
function withPortablePrefix(hash) {
  return hash.replace(/^\$2y\$/, "$2b$$");
}

/**
 * bcryptjs would encode a lone surrogate as invalid UTF-8, which no other library reads.
 * @param {string} password
 */
function asUtf8(password) {
  return Buffer.from(password).toString();
}
