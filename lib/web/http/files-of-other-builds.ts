import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import path from "node:path";
import { pipeline } from "node:stream";

const PREFIX = "/_next/static/";
// Names as a build writes them; no part can lead out of the folder.
const NAME = /^(?:[\w~-][\w.~-]*\/)*[\w~-][\w.~-]*\.(js|css|woff2|woff|map|txt|json|svg|png|ico)$/;
const types: Readonly<Record<string, string>> = {
  js: "application/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  woff2: "font/woff2",
  woff: "font/woff",
  map: "application/json; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  json: "application/json; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
};

/**
 * Answers requests for files of the other builds beside the running one, and passes all others on. A page stays open while its
 * server is updated, and in a rolling update a page of the new build asks a process of the old one. Their names have the hash of
 * their content, so a file of the same name is the same.
 */
export function serveFilesOfOtherBuilds(buildDirectory: string, next: RequestListener): RequestListener {
  const own = path.resolve(buildDirectory);
  return (incoming, outgoing) => {
    const name = nameOf(incoming);
    const file = name === null || existsSync(fileIn(own, name)) ? null : findFile(own, name);
    if (file === null) next(incoming, outgoing);
    else sendFile(incoming, outgoing, file);
  };
}

function nameOf({ method, url = "" }: IncomingMessage): string | null {
  if ((method !== "GET" && method !== "HEAD") || !url.startsWith(PREFIX)) return null;
  const [name = ""] = url.slice(PREFIX.length).split("?", 1);
  return NAME.test(name) ? name : null;
}

/** The newest build first. */
function findFile(own: string, name: string): string | null {
  const folder = path.dirname(own);
  const others = listFolder(folder)
    .filter((release) => release.startsWith("release-") && release !== path.basename(own))
    .sort()
    .reverse();
  const files = others.map((release) => fileIn(path.join(folder, release), name));
  return files.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true) ?? null;
}

function fileIn(release: string, name: string): string {
  return path.join(/* turbopackIgnore: true */ release, "next", "static", name);
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(/* turbopackIgnore: true */ folder);
  } catch {
    return [];
  }
}

function sendFile(incoming: IncomingMessage, outgoing: ServerResponse, file: string): void {
  const stats = statSync(file);
  outgoing.statusCode = 200;
  outgoing.setHeader("content-type", types[path.extname(file).slice(1)] ?? "application/octet-stream");
  outgoing.setHeader("content-length", stats.size);
  outgoing.setHeader("cache-control", "public, max-age=31536000, immutable");
  if (incoming.method === "HEAD") {
    outgoing.end();
    return;
  }
  // A file that is removed meanwhile cuts the reply, which the browser notices.
  pipeline(createReadStream(file), outgoing, () => undefined);
}
