/** The place of a setting on the system page. */
export function settingId(name: string): string {
  return `setting-${name.replaceAll("_", "-").toLowerCase()}`;
}
