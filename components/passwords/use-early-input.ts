import { useLayoutEffect, type RefObject } from "react";

/**
 * Replays input from before hydration. React keeps it in the field but fires no change event, so the fields and the
 * generated password would differ.
 */
export function useEarlyInput(form: RefObject<HTMLFormElement | null>): void {
  useLayoutEffect(() => {
    for (const field of form.current?.elements ?? []) {
      if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) replayTick(field);
      else if (field instanceof HTMLSelectElement) replayChoice(field);
      else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) replayText(field);
    }
  }, [form]);
}

function replayTick(field: HTMLInputElement): void {
  if (field.checked === field.defaultChecked) return;
  // A radio button can't be unchecked by a click; the checked one of the group is replayed instead.
  if (field.type === "radio" && !field.checked) return;
  field.checked = field.defaultChecked;
  field.click();
}

function replayChoice(field: HTMLSelectElement): void {
  if (field.selectedOptions[0]?.defaultSelected === false) field.dispatchEvent(new Event("change", { bubbles: true }));
}

function replayText(field: HTMLInputElement | HTMLTextAreaElement): void {
  const typed = field.value;
  if (typed === field.defaultValue || field.type === "hidden") return;
  // React tracks values through a setter on the element and ignores unchanged ones; the prototype's setter bypasses it.
  field.value = field.defaultValue;
  Reflect.set(Object.getPrototypeOf(field), "value", typed, field);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
