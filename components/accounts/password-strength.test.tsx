import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { PasswordStrength } from "./password-strength";

test("beside an error the meter has no sentence of its own", () => {
  const estimate = { score: 0, advice: "This is a commonly used password." } as const;
  expect(renderToStaticMarkup(<PasswordStrength estimate={estimate} inWords />)).toContain(estimate.advice);
  const html = renderToStaticMarkup(<PasswordStrength estimate={estimate} inWords={false} />);
  expect(html).not.toContain(estimate.advice);
  expect(html).toContain('aria-valuetext="Very weak"');
});
