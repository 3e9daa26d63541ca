/** The server-generated password for browsers without JavaScript, from the page's source. */
export function passwordInSource(html: string): string {
  const [, markup = ""] = /<noscript>(.*?)<\/noscript>/s.exec(html) ?? [];
  return decodeEntities(markup.replaceAll(/<[^>]*>/g, ""));
}

/** Fills in and submits the form that has all given fields, like a browser without JavaScript. */
export async function submitForm(url: string, fields: Record<string, string>): Promise<Response> {
  const html = await (await fetch(url)).text();
  const forms = html.match(/<form\b.*?<\/form>/gs) ?? [];
  const names = Object.keys(fields);
  const form = forms.find((markup) => names.every((name) => markup.includes(`name="${name}"`)));
  if (form === undefined) throw new Error(`${url} has no form with the fields ${names.join(", ")}.`);

  const body = new FormData();
  for (const [input] of form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
    const [, name = ""] = /name="([^"]*)"/.exec(input) ?? [];
    const [, value = ""] = /value="([^"]*)"/.exec(input) ?? [];
    body.append(decodeEntities(name), decodeEntities(value));
  }
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return fetch(url, { method: "POST", body, headers: { "sec-fetch-site": "same-origin" }, redirect: "manual" });
}

function decodeEntities(text: string): string {
  const named: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&" };
  return text.replaceAll(/&(?:lt|gt|quot|#x27|amp);/g, (entity) => named[entity] ?? entity);
}
