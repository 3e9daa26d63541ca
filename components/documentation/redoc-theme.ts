/** ReDoc's theme from the tokens in `app/globals.css`, as they apply to the element. */
export function redocTheme(element: HTMLElement, { hasContents }: { hasContents: boolean }): object {
  const color = (token: string): string => readColor(element, token);
  const styles = getComputedStyle(element);
  return {
    // Beside the page's own contents, and on a narrow page, the text begins at the edge of the page's own text.
    spacing: {
      sectionHorizontal: hasContents && matchMedia("(min-width: 50rem)").matches ? 32 : 0,
      sectionVertical: 12,
    },
    colors: {
      tonalOffset: 0.1,
      primary: { main: color("accent") },
      success: { main: color("ok") },
      warning: { main: color("warn") },
      error: { main: color("danger") },
      gray: { 50: color("sunken"), 100: color("sunken") },
      text: { primary: color("text"), secondary: color("muted") },
      border: { dark: color("border"), light: color("border") },
      // Most responses of an operation are errors: a list of them in red would say that something is wrong.
      responses: {
        success: { color: color("ok"), backgroundColor: color("ok-soft") },
        error: { color: color("text"), backgroundColor: color("sunken") },
        redirect: { color: color("text"), backgroundColor: color("sunken") },
        info: { color: color("text"), backgroundColor: color("sunken") },
      },
      http: {
        get: color("ok"),
        post: color("accent"),
        put: color("warn"),
        patch: color("warn"),
        delete: color("danger"),
      },
    },
    schema: {
      nestedBackground: color("sunken"),
      // No lines of a tree: a list of parameters has one level.
      linesColor: "transparent",
      typeNameColor: color("muted"),
      typeTitleColor: color("muted"),
      requireLabelColor: color("danger"),
      arrow: { color: color("muted") },
    },
    typography: {
      fontSize: "16px",
      fontFamily: styles.fontFamily,
      headings: { fontFamily: styles.fontFamily, fontWeight: "600" },
      code: {
        fontFamily: styles.getPropertyValue("--font-mono"),
        fontSize: "14px",
        color: color("text"),
        backgroundColor: color("sunken"),
      },
      links: { color: color("accent"), visited: color("accent"), hover: color("accent-strong") },
    },
    sidebar: {
      ...(!hasContents && { width: "0px" }),
      backgroundColor: color("surface"),
      textColor: color("text"),
      activeTextColor: color("accent"),
    },
    // The samples have their own boxes: an empty column beside the text isn't one.
    rightPanel: { backgroundColor: color("surface"), textColor: color("text") },
    codeBlock: { backgroundColor: color("sunken") },
    fab: { backgroundColor: color("panel"), color: color("text") },
  };
}

/** The token's colour as `rgb(…)`, with light-dark() resolved. */
function readColor(element: HTMLElement, token: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(--${token})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
