import { getRuntime } from "@/lib/get-runtime";

/** A handler for a link with a secret in it: hands the secret to `keep` and leads to `path`, which the address then shows without it. */
export function openLink(
  keep: (token: string) => Promise<void>,
  path: string,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const token = new URL(request.url).searchParams.get("token");
    if (token !== null) await keep(token);
    const { config } = await getRuntime();
    return new Response(null, {
      status: 303,
      headers: { location: config.publicOrigin + path, "cache-control": "no-store" },
    });
  };
}
