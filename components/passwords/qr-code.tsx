import { QrImage } from "@/components/ui/qr-image";

type QrCodeProps = { text: string; noun: string };

/** A QR code of the text, generated in the browser. */
export function QrCode({ text, noun }: QrCodeProps) {
  return (
    <>
      <QrImage text={text} what={noun} />
      <p className="text-14 text-muted">
        Scan the code with your phone and copy the text. Anyone who photographs the code has the {noun}.
      </p>
    </>
  );
}
