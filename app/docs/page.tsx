import type { Metadata } from "next";
import { DocumentationFrame } from "@/components/documentation/documentation-frame";
import { SwaggerViewer } from "@/components/documentation/swagger-viewer";
import { routes } from "@/lib/routes";
import { referenceGroups } from "@/lib/web/openapi/reference-groups";
import { readPublicOrigin } from "@/lib/web/pages/public-origin";
import { requireDocumentation } from "@/lib/web/pages/require-documentation";

export const metadata: Metadata = { title: "API" };

export default async function DocumentationPage() {
  await requireDocumentation();
  return (
    <DocumentationFrame current="swagger" origin={await readPublicOrigin()}>
      <link rel="stylesheet" href={routes.vendorAsset("swagger-ui.css")} precedence="vendor" />
      <SwaggerViewer firstGroup={referenceGroups()[0]?.label ?? ""} />
    </DocumentationFrame>
  );
}
