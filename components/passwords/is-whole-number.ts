/** Whether a field that is still being typed into holds a whole number within the bounds. */
export function isWholeNumber(text: string, min: number, max: number): boolean {
  return /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max;
}
