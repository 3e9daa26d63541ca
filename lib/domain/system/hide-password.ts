/** A database's URL that may be printed: with PASSWORD in place of each password, and unchanged without one. */
export function hidePassword(text: string): string {
  const url = new URL(text);
  const hasKeyPassword = url.searchParams.has("sslpassword");
  if (url.password === "" && !hasKeyPassword) return text;
  if (url.password !== "") url.password = "PASSWORD";
  if (hasKeyPassword) url.searchParams.set("sslpassword", "PASSWORD");
  return url.href;
}
