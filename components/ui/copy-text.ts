/** Puts text on the clipboard and says whether that worked; the browser may refuse. */
export async function copyText(text: string): Promise<boolean> {
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

/** Takes what stands on the clipboard off it, and says whether that worked. What a system keeps of older copies stays there. */
export async function clearClipboard(): Promise<boolean> {
  if (!document.hasFocus()) return false;
  if (navigator.clipboard === undefined) return copyBySelection(" ");
  try {
    await navigator.clipboard.writeText("");
    return true;
  } catch {
    return false;
  }
}
