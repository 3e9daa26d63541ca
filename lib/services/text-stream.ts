/**
 * A text reply that is generated while it is sent, so that it never has to fit into memory. An error before the first
 * piece is an ordinary refusal.
 */
export class TextStream {
  readonly mediaType: string;
  readonly pieces: AsyncIterable<string>;
  /** The file name of a download; null when it isn't one. */
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
