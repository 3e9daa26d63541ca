import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";

export function LocalMail({ to, text, links }: { to: string; text: string; links: readonly string[] }) {
  return (
    <Panel id="mail" title={`To ${to}`}>
      <pre
        translate="no"
        tabIndex={0}
        className="overflow-auto rounded-md bg-sunken p-4 font-mono text-12 wrap-anywhere whitespace-pre-wrap"
      >
        {text}
      </pre>
      {links.length > 0 && (
        <ul aria-label="Links in this message" className="flex flex-col">
          {links.map((link) => (
            <li key={link}>
              <TextLink href={link} className="text-14 wrap-anywhere">
                {link}
              </TextLink>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
