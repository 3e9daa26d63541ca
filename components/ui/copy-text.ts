/** What this page put on the clipboard last, as far as it knows. */
let lastCopied: string | null = null;

/** Puts text on the clipboard and says whether that worked; the browser may refuse. */
export async function copyText(text: string): Promise<boolean> {
  const copied = await writeClipboard(text);
  if (copied) lastCopied = text;
  return copied;
}

async function writeClipboard(text: string): Promise<boolean> {
  // Browsers offer the clipboard on https and localhost only; a plain http address in a home network has the older way.
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

/** Takes note of what somebody copies from the page by hand, until the returned function is called. */
export function followCopies(): () => void {
  const note = (event: ClipboardEvent): void => {
    // A part of the page may have set the text itself; else it is what was selected, wherever that was.
    const set = event.clipboardData?.getData("text/plain");
    lastCopied = set === undefined || set === "" ? null : set;
  };
  // In the bubbling phase, behind whatever part of the page answers.
  document.addEventListener("copy", note);
  document.addEventListener("cut", note);
  return () => {
    document.removeEventListener("copy", note);
    document.removeEventListener("cut", note);
  };
}

/**
 * Takes a text off the clipboard if it still stands there: by looking where the browser lets the page look without asking anybody,
 * else by what was copied from this page since. `later` while the browser doesn't let the page touch the clipboard.
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

/** Null where it may not be read. A browser that would have to ask first is not made to. */
async function readClipboard(): Promise<string | null> {
  try {
    const { state } = await navigator.permissions.query({ name: "clipboard-read" as PermissionName });
    return state === "granted" ? await navigator.clipboard.readText() : null;
  } catch {
    return null;
  }
}
