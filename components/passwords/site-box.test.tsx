import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Disclosure } from "@/components/ui/disclosure";
import { SiteBox } from "./site-box";

test("without JavaScript, the button beside the site sends the form", () => {
  const html = renderToStaticMarkup(
    <SiteBox answer={{ kind: "none" }} followed={null} sentence="" onAnswer={() => {}} />,
  );
  expect(html).toMatch(/<button type="submit"[^>]*>Use site rules<\/button>/);
});

test.each([
  ["ba nk", "Enter a site such as example.com."],
  ["nothing-begins-so", "Enter a site such as example.com."],
  ["nowhere.example", "There are no rules for nowhere.example in the lists."],
])("a look-up of “%s” in vain says “%s”", (site, words) => {
  const html = renderToStaticMarkup(
    <SiteBox answer={{ kind: "unknown", site }} followed={null} sentence="" onAnswer={() => {}} />,
  );
  expect(html).toContain(words);
});

test("a disclosure whose fields are needed without JavaScript shows them there", () => {
  const html = renderToStaticMarkup(
    <Disclosure summary="Advanced" shownWithoutScript>
      Fields
    </Disclosure>,
  );
  expect(html).toContain("noscript:[&amp;::details-content]:[content-visibility:visible]");
});
