import { getRuntime } from "@/lib/get-runtime";
import { routes } from "@/lib/routes";
import { baselineHeaders, documentationContentSecurityPolicy } from "@/lib/web/http/headers";

// Standalone documents instead of pages of the app: Swagger UI and ReDoc have their own styles, and need a looser style
// policy that must not apply to the product's pages.

/** Swagger UI over our own OpenAPI document; every asset is served from here. */
export function swaggerPage(): Promise<Response> {
  const vendor = (file: string): string => routes.vendorAsset(file);
  return documentationPage(
    "Latchkey API",
    `<link rel="stylesheet" href="${vendor("swagger-ui.css")}"><link rel="stylesheet" href="/documentation/swagger.css">`,
    `<div id="swagger-ui"></div><script src="${vendor("swagger-ui-bundle.js")}"></script><script src="/documentation/swagger.js"></script>`,
  );
}

/** ReDoc over the same document. */
export function redocPage(): Promise<Response> {
  return documentationPage(
    "Latchkey API reference",
    "",
    `<div id="redoc"></div><script src="${routes.vendorAsset("redoc.standalone.js")}"></script><script src="/documentation/redoc.js"></script>`,
  );
}

async function documentationPage(title: string, head: string, body: string): Promise<Response> {
  const { config } = await getRuntime();
  const headers = {
    ...baselineHeaders(),
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
    "content-security-policy": documentationContentSecurityPolicy,
  };
  const page = (content: string, status: number): Response => new Response(content, { status, headers });
  if (!config.apiDocumentation)
    return page(document("Not found", "", "<h1>There is nothing at this address</h1>"), 404);
  return page(document(title, head, body), 200);
}

function document(title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/documentation/frame.css">
${head}
</head>
<body>
<header class="documentation-frame"><a href="${routes.home()}">Latchkey</a><nav aria-label="Documentation"><a href="${routes.documentation()}">Swagger UI</a><a href="${routes.reference()}">ReDoc</a><a href="${routes.openapi()}">openapi.json</a></nav></header>
<main>${body}<noscript><p>This page needs JavaScript. The description itself is at <a href="${routes.openapi()}">openapi.json</a>.</p></noscript></main>
</body>
</html>
`;
}
