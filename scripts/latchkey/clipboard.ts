import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

type ClipboardProgram = { name: string; args: string[]; encoding: BufferEncoding };

const programs: readonly ClipboardProgram[] = [
  { name: "pbcopy", args: [], encoding: "utf8" },
  { name: "wl-copy", args: [], encoding: "utf8" },
  { name: "xclip", args: ["-selection", "clipboard"], encoding: "utf8" },
  { name: "xsel", args: ["--clipboard", "--input"], encoding: "utf8" },
  // Windows, and Linux inside it. clip.exe reads bytes that aren't UTF-16 in the console's code page.
  { name: "clip.exe", args: [], encoding: "utf16le" },
];

export const clipboardProgramNames = programs.map(({ name }) => name);

/**
 * Copies the text with the first clipboard program that works; false when there is none. Passes the text on standard
 * input only.
 */
export async function copyToClipboard(text: string, searchPath = process.env["PATH"] ?? ""): Promise<boolean> {
  for (const program of programs) {
    const file = findProgram(program.name, searchPath);
    // An installed program may have no display (wl-copy under X11); then the next one is tried.
    if (file !== null && (await feed(file, program.args, Buffer.from(text, program.encoding)))) return true;
  }
  return false;
}

function findProgram(name: string, searchPath: string): string | null {
  const files = searchPath
    .split(path.delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => path.join(folder, name));
  return files.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function feed(file: string, args: string[], input: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    // xclip and wl-copy stay in the background to serve the clipboard; they must not keep this process's output open.
    const child = spawn(file, args, { stdio: ["pipe", "ignore", "ignore"] });
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
    // Ignores EPIPE: a program that ends without reading reports it by its exit code.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
