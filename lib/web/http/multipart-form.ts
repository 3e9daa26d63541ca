const PARTS_MAX = 1000;
const PART_HEADERS_BYTES_MAX = 2048;
const CRLF = "\r\n";

/** RFC 2046 section 5.1.1: 1 to 70 of these characters, and no space at the end. */
const BOUNDARY =
  /^multipart\/form-data\s*;\s*boundary=(?:"([\w'()+,\-./:=? ]{0,69}[\w'()+,\-./:=?])"|([\w'+\-.]{1,70}))\s*$/i;
/** RFC 7578 section 4.2, as browsers write it: quoted, with `"` and line breaks escaped by percent signs. */
const DISPOSITION = /^content-disposition:\s*form-data\s*;\s*name="([^"\r\n]*)"(\s*;\s*filename="[^"\r\n]*")?\s*$/i;
/** The field by which a form without JavaScript names its action. */
const ACTION_NAME = /^\$ACTION_(?:ID|REF)_/;
const CONTENT_TYPE = /^content-type:[\x20-\x7e]+$/i;

export type FormShape = { fieldBytes: number };

/**
 * Checks that a body is a multipart form as browsers send it, for at most one action, and counts the bytes outside of its
 * files; null if it isn't. Of two actions Next would run one and show its result in the form of the other, which can't
 * read it. Linear in the size of the body.
 */
export function readFormShape(body: Buffer, contentType: string): FormShape | null {
  const [, quoted, plain] = BOUNDARY.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return null;
  const delimiter = Buffer.from(`${CRLF}--${boundary}`);
  if (!body.subarray(0, delimiter.length - 2).equals(delimiter.subarray(2))) return null;
  let fieldBytes = 0;
  let actions = 0;
  let position = delimiter.length - 2;
  for (let parts = 0; parts <= PARTS_MAX; parts += 1) {
    const after = body.toString("latin1", position, position + 2);
    if (after === "--") return isEnd(body, position + 2) ? { fieldBytes } : null;
    const end = body.indexOf(delimiter, position);
    if (after !== CRLF || end === -1) return null;
    const part = readPart(body.subarray(position + 2, end));
    if (part === null) return null;
    if (ACTION_NAME.test(part.name)) actions += 1;
    if (actions > 1) return null;
    if (!part.isFile) fieldBytes += end - position;
    position = end + delimiter.length;
  }
  return null;
}

function readPart(part: Buffer): { name: string; isFile: boolean } | null {
  const headersEnd = part.subarray(0, PART_HEADERS_BYTES_MAX).indexOf(CRLF + CRLF);
  if (headersEnd === -1) return null;
  const lines = part.toString("utf8", 0, headersEnd).split(CRLF);
  const [disposition, ...others] = lines;
  const [, name, filename] = DISPOSITION.exec(disposition ?? "") ?? [];
  if (name === undefined || others.length > 1 || !others.every((line) => CONTENT_TYPE.test(line))) return null;
  return { name, isFile: filename !== undefined };
}

function isEnd(body: Buffer, position: number): boolean {
  const rest = body.toString("latin1", position, position + 3);
  return rest === "" || rest === CRLF;
}
