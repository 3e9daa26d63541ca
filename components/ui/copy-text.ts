/** The last text copied from this page, if known. */
let lastCopied: string | null = null;

/** Returns false when the browser blocks access to the clipboard. */
export async function copyText(text: string): Promise<boolean> {
  const copied = await writeClipboard(text);
  if (copied) lastCopied = text;
  return copied;
}

async function writeClipboard(text: string): Promise<boolean> {
  // The clipboard API needs a secure context (https or localhost); plain http falls back to execCommand.
  if (navigator.clipboard === undefined) return copyBySelection(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "fixed top-0 left-0 opacity-0";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}

/** Tracks manual copies from this page until the returned function is called. */
export function followCopies(): () => void {
  const note = (event: ClipboardEvent): void => {
    // A listener may have set the text; otherwise the copied selection is unknown.
    const set = event.clipboardData?.getData("text/plain");
    lastCopied = set === undefined || set === "" ? null : set;
  };
  // In the bubbling phase, after listeners that set the text.
  document.addEventListener("copy", note);
  document.addEventListener("cut", note);
  return () => {
    document.removeEventListener("copy", note);
    document.removeEventListener("cut", note);
  };
}

/**
 * Clears the clipboard if it still holds `text`: reads it if permission is already granted, otherwise relies on the copies made on
 * this page. Returns `later` when the browser blocks access, for example because the page has no focus.
 */
export async function clearClipboardOf(text: string): Promise<"done" | "later"> {
  if (!document.hasFocus()) return "later";
  const found = await readClipboard();
  if ((found ?? lastCopied) !== text) return "done";
  if (navigator.clipboard === undefined) return copyBySelection(" ") ? "done" : "later";
  try {
    await navigator.clipboard.writeText("");
    return "done";
  } catch {
    return "later";
  }
}

/** Null without permission to read; never prompts the user. */
async function readClipboard(): Promise<string | null> {
  try {
    const { state } = await navigator.permissions.query({ name: "clipboard-read" as PermissionName });
    return state === "granted" ? await navigator.clipboard.readText() : null;
  } catch {
    return null;
  }
}
