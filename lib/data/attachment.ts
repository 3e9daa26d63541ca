/**
 * A value that belongs to an object of the process, such as a database. It is kept on the object, because two bundles of this code
 * run in one process: a WeakMap would exist once in each, and the pages would find nothing in theirs.
 */
export function attachment<Owner extends object, Value>(
  name: string,
): { attach(owner: Owner, value: Value): void; of(owner: Owner): Value | undefined } {
  const key = Symbol.for(`latchkey.${name}`);
  return {
    attach: (owner, value) => void Object.defineProperty(owner, key, { value }),
    // Only `attach` uses the symbol, so the value has this type.
    of: (owner) => Reflect.get(owner, key) as Value | undefined,
  };
}
