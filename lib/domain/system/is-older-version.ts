/** Compares versions such as 1.2.10 part by part. */
export function isOlderVersion(version: string, than: string): boolean {
  const parts = version.split(".").map(Number);
  for (const [index, wanted] of than.split(".").map(Number).entries()) {
    const own = parts[index] ?? 0;
    if (own !== wanted) return own < wanted;
  }
  return false;
}
