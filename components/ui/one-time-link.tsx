import { Disclosure } from "@/components/ui/disclosure";
import { QrImage } from "@/components/ui/qr-image";
import { SecretText } from "@/components/ui/secret-text";

/** A link that opens something once, shown once: to copy, or for the phone of whoever stands beside. */
export function LinkToHandOver({ link }: { link: string }) {
  return (
    <div className="flex flex-col gap-2">
      <SecretText text={link} what="link" />
      <Disclosure summary="As a QR code">
        <QrImage text={link} what="link" />
      </Disclosure>
    </div>
  );
}
