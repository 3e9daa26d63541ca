import type { Metadata } from "next";
import { DocumentationFrame } from "@/components/documentation/documentation-frame";
import { RedocViewer } from "@/components/documentation/redoc-viewer";
import { ReferenceContents } from "@/components/documentation/reference-contents";
import { EVERY_GROUP } from "@/components/documentation/reference-part";
import { referenceGroups } from "@/lib/web/openapi/reference-groups";
import type { SearchParams } from "@/lib/web/pages/page-query";
import { readPublicOrigin } from "@/lib/web/pages/public-origin";
import { requireDocumentation } from "@/lib/web/pages/require-documentation";

export const metadata: Metadata = { title: "API reference" };

export default async function ReferencePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireDocumentation();
  const groups = referenceGroups();
  const slugs = groups.map(({ slug }) => slug);
  const { group: asked } = await searchParams;
  const group = [EVERY_GROUP, ...slugs].find((slug) => slug === asked) ?? slugs[0] ?? EVERY_GROUP;
  return (
    <DocumentationFrame current="redoc" origin={await readPublicOrigin()}>
      <div
        data-reference={group === EVERY_GROUP ? "whole" : "group"}
        className="flex flex-col gap-4 lg:data-[reference=group]:grid lg:data-[reference=group]:grid-cols-[13rem_minmax(0,1fr)] lg:data-[reference=group]:gap-x-8"
      >
        <ReferenceContents groups={groups} current={group} />
        <div className="min-w-0">
          <RedocViewer group={group} groups={slugs} />
        </div>
      </div>
    </DocumentationFrame>
  );
}
