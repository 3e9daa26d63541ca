import type { Metadata } from "next";
import { DocumentationFrame } from "@/components/documentation/documentation-frame";
import { RedocViewer } from "@/components/documentation/redoc-viewer";
import { readPublicOrigin } from "@/lib/web/pages/public-origin";
import { requireDocumentation } from "@/lib/web/pages/require-documentation";

export const metadata: Metadata = { title: "API reference" };

export default async function ReferencePage() {
  await requireDocumentation();
  return (
    <DocumentationFrame current="redoc" origin={await readPublicOrigin()}>
      <RedocViewer />
    </DocumentationFrame>
  );
}
