import { getRuntime } from "@/lib/get-runtime";

/** Makes the handler of a mailed link: passes the token to `keep` and redirects to `path`, so that the token leaves the URL. */
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
