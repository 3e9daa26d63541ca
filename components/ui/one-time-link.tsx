import { Disclosure } from "@/components/ui/disclosure";
import { QrImage } from "@/components/ui/qr-image";
import { SecretText } from "@/components/ui/secret-text";

/** A single-use link, shown once, with a copy button and a QR code. */
export function OneTimeLink({ link }: { link: string }) {
  return (
    <div className="flex flex-col gap-2">
      <SecretText text={link} what="link" />
      <Disclosure summary="Show QR code">
        <QrImage text={link} what="link" />
      </Disclosure>
    </div>
  );
}
