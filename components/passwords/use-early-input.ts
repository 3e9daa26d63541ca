import { useLayoutEffect, type RefObject } from "react";

/**
 * Hands on what was typed and ticked before the page's script was there: hydration leaves it in the field and tells nobody,
 * so the field would say one thing and the password another.
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
  // A radio button can't be clicked off: the one that is on instead speaks for both.
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
  // React compares with the last value that was assigned to this very element; the prototype's setter goes past it.
  field.value = field.defaultValue;
  Reflect.set(Object.getPrototypeOf(field), "value", typed, field);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
