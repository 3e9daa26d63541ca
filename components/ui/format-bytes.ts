/** Such as "12 KiB" or "1.5 MiB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? "byte" : "bytes"}`;
  const kibibytes = bytes / 1024;
  if (kibibytes < 100) return `${Math.round(kibibytes)} KiB`;
  const mebibytes = kibibytes / 1024;
  if (mebibytes < 10) return `${mebibytes.toFixed(1)} MiB`;
  return mebibytes < 10 * 1024 ? `${Math.round(mebibytes)} MiB` : `${(mebibytes / 1024).toFixed(0)} GiB`;
}
