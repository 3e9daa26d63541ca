import { ButtonLink } from "./button-link";

type NewestOlderLinksProps = { newest: string | null; older: string | null };

/** Pagination by cursor; null where there is no such page. */
export function NewestOlderLinks({ newest, older }: NewestOlderLinksProps) {
  if (newest === null && older === null) return null;
  return (
    <nav aria-label="Pages" className="flex justify-end gap-2">
      {newest !== null && <ButtonLink href={newest}>Newest</ButtonLink>}
      {older !== null && <ButtonLink href={older}>Older</ButtonLink>}
    </nav>
  );
}
