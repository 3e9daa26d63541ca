/** Adds a classic script to the page. Rejects if it can't be loaded; the next call tries again. */
export function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`Can't load ${src}.`));
    };
    document.head.append(script);
  });
}
