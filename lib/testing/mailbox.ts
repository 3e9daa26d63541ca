import type { Runtime } from "@/lib/runtime";
import { sealedFor } from "@/lib/services/mail/shared/sealed-for";

export type FoundMail = {
  id: string;
  template: string;
  to: string;
  props: Record<string, unknown>;
  link: string;
  code: string;
  undoLink: string;
  notMeUrl: string;
};

/** Mail to an address, oldest first, with its links and codes unsealed. */
export async function readMailbox(runtime: Runtime, to: string): Promise<FoundMail[]> {
  await runtime.settle();
  const { secretBox } = runtime.createContext({
    id: "mailbox",
    address: null,
    network: "mailbox",
    userAgent: null,
    deviceToken: null,
  });
  const rows = await runtime.database.reader.outboxMail.findMany({ where: { to }, orderBy: { id: "asc" } });
  return rows.map(({ id, template, to, props, sealedProps }) => {
    const secrets = sealedProps === null ? "{}" : secretBox.open(sealedProps, sealedFor(id));
    if (secrets === null) throw new Error(`The mail ${id} can't be opened.`);
    return { id, template, to, props: JSON.parse(props), ...JSON.parse(secrets) };
  });
}

/** The newest mail to an address; fails when there is none. */
export async function newestMail(runtime: Runtime, to: string, template?: string): Promise<FoundMail> {
  const mail = (await readMailbox(runtime, to))
    .filter((found) => template === undefined || found.template === template)
    .at(-1);
  if (mail === undefined) throw new Error(`There is no mail to ${to}.`);
  return mail;
}

/** The token in a link. */
export function tokenIn(link: string): string {
  return new URL(link).searchParams.get("token") ?? "";
}
