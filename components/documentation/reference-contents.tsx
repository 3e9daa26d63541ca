import { sectionLinkClasses, SectionMenu } from "@/components/layout/section-menu";
import { joinClasses } from "@/components/ui/join-classes";
import { TextLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";
import { EVERY_GROUP } from "./reference-part";

type ContentsGroup = { slug: string; label: string; operations: readonly { hash: string; label: string }[] };

type ReferenceContentsProps = { groups: readonly ContentsGroup[]; current: string };

/** The groups of the reference, and the operations of the one on show. ReDoc has contents of its own for everything. */
export function ReferenceContents({ groups, current }: ReferenceContentsProps) {
  if (current === EVERY_GROUP) {
    return (
      <TextLink href={routes.reference()} className="self-start text-14">
        Show one group at a time
      </TextLink>
    );
  }
  const sections = [...groups, { slug: EVERY_GROUP, label: "Everything" }].map(({ slug, label }) => ({
    label,
    href: routes.reference(slug),
    current: slug === current ? ("page" as const) : undefined,
  }));
  return (
    <>
      <nav aria-label="Contents" className="lg:hidden">
        <SectionMenu area="Contents" sections={sections} />
      </nav>
      <nav
        aria-label="Contents"
        className="sticky top-4 max-h-[calc(100dvh-2rem)] self-start overflow-y-auto pr-2 max-lg:hidden"
      >
        <ul className="flex flex-col gap-px">
          {sections.map(({ label, href, current: here }, place) => (
            <li key={href}>
              <a
                href={href}
                aria-current={here}
                className={joinClasses(sectionLinkClasses(here), "min-h-9 pointer-coarse:min-h-11")}
              >
                {label}
              </a>
              {here !== undefined && <Operations operations={groups[place]?.operations ?? []} />}
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

function Operations({ operations }: Pick<ContentsGroup, "operations">) {
  return (
    <ul className="my-1 ml-3 flex flex-col border-l border-border">
      {operations.map(({ hash, label }) => (
        <li key={hash}>
          <a
            href={hash}
            className="flex min-h-8 items-center px-3 py-1 text-14 text-muted hover:text-text pointer-coarse:min-h-11"
          >
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
