/** A reply that is text made while it is sent, so that no memory has to hold it at once. What fails before its first piece is refused like any other. */
export class TextStream {
  readonly mediaType: string;
  readonly pieces: AsyncIterable<string>;
  /** What a browser is to call the file; null for what is not one. */
  readonly fileName: string | null;

  constructor({
    mediaType,
    pieces,
    fileName = null,
  }: { mediaType: string; pieces: AsyncIterable<string>; fileName?: string | null }) {
    this.mediaType = mediaType;
    this.pieces = pieces;
    this.fileName = fileName;
  }
}
