export type CurlRequest = { url: string; method: "GET" | "POST"; headers: Record<string, string>; data?: string };

/** Parses a curl command as a shell and curl do: the URL, `-H`, `-d`, and with `-G` a query. */
export function curlRequestOf(command: string): CurlRequest {
  const [program, ...words] = shellWords(command);
  if (program !== "curl") throw new Error(`Not a curl command: ${command}`);
  const request: CurlRequest = { url: "", method: "GET", headers: {} };
  const query = new URLSearchParams();
  const isGet = words.includes("-G");
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === "-G") continue;
    if (word === "-H") {
      const [name = "", value = ""] = (words.shift() ?? "").split(": ");
      request.headers[name] = value;
    } else if (isGet && (word === "-d" || word === "--data-urlencode")) {
      const [, name = "", value = ""] = /^([^=]*)=([^]*)$/.exec(words.shift() ?? "") ?? [];
      query.append(name, value);
    } else if (word === "-d") {
      request.method = "POST";
      request.data = words.shift() ?? "";
    } else {
      request.url = word;
    }
  }
  if (query.size > 0) request.url += `?${query}`;
  return request;
}

/** Splits POSIX shell words: single quotes, backslash escapes and line continuations. */
function shellWords(line: string): string[] {
  const words = line.replaceAll("\\\n", " ").match(/(?:'[^']*'|\\.|[^\s'\\])+/g) ?? [];
  return words.map((word) =>
    word.replaceAll(/'([^']*)'|\\(.)/g, (_, quoted?: string, escaped?: string) => quoted ?? escaped ?? ""),
  );
}
