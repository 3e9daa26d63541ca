import { serviceNameOf } from "@/lib/domain/system/service-name";

/** The server that sends the mail. */
export type MailSite = {
  /** Without a trailing slash. */
  publicOrigin: string;
  /** The name of the club or company. */
  appName: string | null;
  supportContact: string | null;
};

export function serviceName(site: MailSite): string {
  return serviceNameOf(site);
}
