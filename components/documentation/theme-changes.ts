const darkSystem = "(prefers-color-scheme: dark)";

/** Whether the page shows the dark theme: the one chosen on the page, otherwise the system's. */
export function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? matchMedia(darkSystem).matches : theme === "dark";
}

/** Calls back when the page becomes dark or light, by the switch or by the system. Returns how to stop. */
export function watchTheme(callBack: () => void): () => void {
  let dark = isDark();
  const changed = (): void => {
    if (dark === isDark()) return;
    dark = isDark();
    callBack();
  };
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const system = matchMedia(darkSystem);
  system.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", changed);
  };
}
