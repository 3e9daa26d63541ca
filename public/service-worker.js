// Keeps the generator's page for reloads without a network. It answers only for "/" and for files that the stored page
// needs; every other request goes to the network as if it weren't there.

const PREFIX = "generator-";
const ASSETS = /^\/(?:_next\/static\/|icons\/|icon\.svg$|logo$|manifest\.webmanifest$)/;
const HASHED = /^\/_next\/static\//;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("message", (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === "/") event.respondWith(pageFromNetworkFirst(request));
  } else if (HASHED.test(url.pathname)) event.respondWith(fileFromCacheFirst(request));
  else if (ASSETS.test(url.pathname)) event.respondWith(fileFromNetworkFirst(request));
});

async function pageFromNetworkFirst(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const page = await stored("/");
    if (page === undefined) throw error;
    return page;
  }
}

async function fileFromCacheFirst(request) {
  return (await stored(request.url)) ?? fetch(request);
}

async function fileFromNetworkFirst(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const file = await stored(new URL(request.url).pathname);
    if (file === undefined) throw error;
    return file;
  }
}

/** Only from this worker's own caches. */
async function stored(url) {
  for (const name of await ownCaches()) {
    const response = await (await caches.open(name)).match(url);
    if (response !== undefined) return response;
  }
  return undefined;
}

async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

/**
 * Stores the page as a visitor gets it, and the files that the open page has loaded. The files' hashed names are the
 * version: another build has another cache, which replaces the one before when it is complete.
 */
async function keep(loaded) {
  const files = [...new Set(loaded.map((url) => new URL(url, self.location.origin)))].filter(
    (url) => url.origin === self.location.origin && HASHED.test(url.pathname),
  );
  const paths = [...new Set(files.map((url) => url.pathname))].sort();
  const name = PREFIX + (await versionOf(paths));
  const reply = await fetch("/", { credentials: "omit", cache: "no-store", redirect: "error" });
  if (!reply.ok || !/^text\/html/.test(reply.headers.get("content-type") ?? "")) return;
  const html = await reply.text();
  // A page of another build: its next visit stores it.
  if (!scriptsOf(html).every((path) => paths.includes(path))) return;
  const cache = await caches.open(name);
  const isComplete = await storeFiles(cache, paths, isImmutable);
  if (!isComplete || !(await storeFiles(cache, ["/icon.svg", "/manifest.webmanifest"], isStorable))) {
    if ((await cache.match("/")) === undefined) await caches.delete(name);
    return;
  }
  await cache.put("/", storedPage(html, reply.headers));
  for (const other of await ownCaches()) if (other !== name) await caches.delete(other);
}

async function storeFiles(cache, paths, mayStore) {
  const results = await Promise.all(
    paths.map(async (path) => {
      if ((await cache.match(path)) !== undefined && mayStore === isImmutable) return true;
      const reply = await fetch(path, { credentials: "omit" });
      if (!reply.ok || !mayStore(reply)) return false;
      await cache.put(path, reply);
      return true;
    }),
  );
  return results.every(Boolean);
}

function isImmutable(reply) {
  return isStorable(reply) && /\bimmutable\b/.test(reply.headers.get("cache-control") ?? "");
}

function isStorable(reply) {
  return !/\bno-store\b/.test(reply.headers.get("cache-control") ?? "");
}

/**
 * The page with its policy, whose nonce its scripts have. Without the password that the server made for browsers without
 * JavaScript; the attribute shows the line that says that this page is stored.
 */
function storedPage(html, replyHeaders) {
  const headers = new Headers(replyHeaders);
  for (const name of ["content-encoding", "content-length", "transfer-encoding", "x-request-id"]) headers.delete(name);
  const text = html
    .replace(/<noscript>[^]*?<\/noscript>/g, "<noscript></noscript>")
    .replace("<html ", '<html data-stored="true" ');
  return new Response(text, { headers });
}

function scriptsOf(html) {
  return [...html.matchAll(/<script\b[^>]*>/g)].flatMap(([tag]) => {
    const source = /\bsrc="([^"]+)"/.exec(tag)?.[1];
    return source === undefined || /nomodule/i.test(tag) ? [] : [new URL(source, self.location.origin).pathname];
  });
}

async function versionOf(paths) {
  const text = new TextEncoder().encode(paths.join("\n"));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  return [...digest.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
