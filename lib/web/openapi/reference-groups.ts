import { describeApi } from "./openapi";

/** A tag of the document; `slug` names it in a URL, and `hash` an operation on ReDoc's page. */
export type ReferenceGroup = {
  slug: string;
  label: string;
  operations: readonly { hash: string; label: string }[];
};

let groups: readonly ReferenceGroup[] | undefined;

/** The groups of the API reference with their operations, as ReDoc orders and addresses them. */
export function referenceGroups(): readonly ReferenceGroup[] {
  groups ??= findGroups();
  return groups;
}

function findGroups(): ReferenceGroup[] {
  const { tags = [], paths = {} } = describeApi();
  const operations = Object.values(paths).flatMap((path) => Object.values(path as Record<string, unknown>));
  return tags.map(({ name }) => {
    const anchor = `tag/${name.replaceAll(" ", "-")}`;
    return {
      slug: name.replaceAll(" ", "-").toLowerCase(),
      label: name,
      operations: operations
        .filter(isOperation)
        .flatMap(({ operationId, summary, tags: [tag] }) =>
          tag === name ? [{ hash: `#${anchor}/operation/${operationId}`, label: summary }] : [],
        ),
    };
  });
}

type DescribedOperation = { operationId: string; summary: string; tags: string[] };

function isOperation(value: unknown): value is DescribedOperation {
  return typeof value === "object" && value !== null && "operationId" in value && "tags" in value;
}
