/** In place of a group: the whole document. */
export const EVERY_GROUP = "all";

/** The parts of the OpenAPI document that choose what is shown. */
export type ApiDocument = {
  info: { description?: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, { tags?: string[] }>>;
};

/** The document with the operations of one group; with the introduction only where that is asked for. */
export function partOf(document: ApiDocument, slug: string, { introduced }: { introduced: boolean }): ApiDocument {
  if (slug === EVERY_GROUP) return document;
  const { description: _introduction, ...untold } = document.info;
  const isIn = (tag: string): boolean => slugOf(tag) === slug;
  return {
    ...document,
    info: introduced ? document.info : untold,
    tags: document.tags.filter(({ name }) => isIn(name)),
    paths: Object.fromEntries(
      Object.entries(document.paths).flatMap(([path, methods]) => {
        const shown = Object.entries(methods).filter(([, { tags }]) => tags?.some(isIn) === true);
        return shown.length === 0 ? [] : [[path, Object.fromEntries(shown)]];
      }),
    ),
  };
}

/** The group in one of ReDoc's hashes, such as `#tag/Audit-log/operation/listEvents`. */
export function slugInHash(hash: string): string | undefined {
  return /^#tag\/([^/]+)/.exec(hash)?.[1]?.toLowerCase();
}

function slugOf(tag: string): string {
  return tag.replaceAll(" ", "-").toLowerCase();
}
