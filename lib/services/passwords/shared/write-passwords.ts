import { fileWriters } from "@/lib/domain/formats/file-writers";
import { fileFormats, type FileFormat, type MadePassword } from "@/lib/domain/formats/output-format";
import { BCRYPT_BYTES_MAX, bcryptReadsAllOf, utf8Bytes } from "@/lib/domain/passwords/bcrypt-reach";
import type { GeneratePasswordInput } from "@/lib/schemas/generator-modes";
import type { GeneratedPassword } from "@/lib/schemas/passwords";
import { conflictError } from "./conflict-error";
import { drawPasswords, replyOf } from "./draw-passwords";
import { drawInBatches, drawSeveral } from "./draw-several";
import { formatMisuses } from "./format-misuses";
import type { DrawContext } from "./password-source";
import { findWritableSource } from "./writable-source";
import type { PasswordHasher } from "../../context";
import { TextStream } from "../../text-stream";

type WriteContext = DrawContext & { hasher: Pick<PasswordHasher, "hashForElsewhere"> };
type HashAlgorithm = NonNullable<GeneratePasswordInput["hash"]>;

/** Whether the reply needs more than plain JSON passwords. */
export function isMoreThanJson({ format, dialect, hash, name, username }: GeneratePasswordInput): boolean {
  return (
    format !== undefined || dialect !== undefined || hash !== undefined || name !== undefined || username !== undefined
  );
}

/** Generates passwords in the requested `format`, with the requested `hash`. */
export async function writePasswords(
  context: WriteContext,
  input: GeneratePasswordInput,
): Promise<GeneratedPassword | TextStream> {
  const problems = formatMisuses(input);
  if (problems.length > 0) throw conflictError(problems);
  const { format = "json", hash } = input;
  if (hash !== undefined) return writeHashed(context, input, hash);
  if (format === "json") return drawPasswords(context, input);

  const source = await findWritableSource(context, input);
  const made = async function* (): AsyncGenerator<MadePassword[]> {
    for await (const batch of drawInBatches(source, input.count ?? 1))
      yield batch.map((password) => replyOf(input, source, password));
  };
  return fileOf(format, input, made());
}

/** Computes all hashes before the first piece is sent, so that a password that can't be hashed is still refused. */
async function writeHashed(
  context: WriteContext,
  input: GeneratePasswordInput,
  algorithm: HashAlgorithm,
): Promise<GeneratedPassword | TextStream> {
  const { format = "json", count } = input;
  const source = await findWritableSource(context, input);
  const passwords = await drawSeveral(source, count ?? 1);
  if (algorithm === "bcrypt") refuseWhatBcryptCuts(passwords);
  const hashes: string[] = [];
  // One after another: many at once would take the hashing threads from log-ins.
  for (const password of passwords) hashes.push(await context.hasher.hashForElsewhere(password, algorithm));

  const made = passwords.map((password, index) => ({ ...replyOf(input, source, password), hash: hashes[index] }));
  const [first] = made;
  if (first === undefined) throw new RangeError("At least one password is made.");
  if (format !== "json") return fileOf(format, input, batchOf(made));
  return count === undefined ? first : { ...first, passwords, hashes };
}

/** Refuses with a conflict when bcrypt would truncate one of the passwords. */
export function refuseWhatBcryptCuts(passwords: readonly string[]): void {
  const tooLong = passwords.find((password) => !bcryptReadsAllOf(password));
  if (tooLong === undefined) return;
  const message = `hash bcrypt accepts at most ${BCRYPT_BYTES_MAX} bytes, and one of these passwords has ${utf8Bytes(tooLong)}. Generate shorter passwords or use hash argon2id.`;
  throw conflictError([{ fields: ["hash"], message }]);
}

function fileOf(
  format: FileFormat,
  { name, dialect, username, count = 1 }: GeneratePasswordInput,
  batches: AsyncIterable<MadePassword[]>,
): TextStream {
  const writer = fileWriters[format]({ name, dialect, username, several: count > 1 });
  const pieces = async function* (): AsyncGenerator<string> {
    let written = 0;
    for await (const batch of batches) {
      const [first] = batch;
      if (first === undefined) continue;
      yield (written === 0 ? writer.head(first) : "") + writer.lines(batch, written + 1);
      written += batch.length;
    }
  };
  return new TextStream({ ...fileFormats[format], pieces: pieces() });
}

async function* batchOf(made: MadePassword[]): AsyncGenerator<MadePassword[]> {
  yield made;
}
