import { QrImage } from "@/components/ui/qr-image";

type QrCodeProps = { text: string; noun: string };

/** The text as a code for a phone's camera, drawn here. */
export function QrCode({ text, noun }: QrCodeProps) {
  return (
    <>
      <QrImage text={text} what={noun} />
      <p className="text-14 text-muted">
        Point your phone’s camera at it and copy the text. The code was drawn on this device; whoever photographs it has
        the {noun}.
      </p>
    </>
  );
}
