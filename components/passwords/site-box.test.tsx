import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Disclosure } from "@/components/ui/disclosure";
import { readSiteSentence } from "@/lib/domain/rules/site-sentence";
import { SiteBox } from "./site-box";
import { SiteSentence } from "./site-sentence";

test("without JavaScript, the button beside the site sends the form", () => {
  const html = renderToStaticMarkup(
    <SiteBox answer={{ kind: "none" }} followed={null} sentence="" onAnswer={() => {}} />,
  );
  expect(html).toMatch(/<button type="submit"[^>]*>Use site rules<\/button>/);
});

test("an unreachable server is a warning, not a hint", () => {
  const html = renderToStaticMarkup(
    <SiteBox answer={{ kind: "failed" }} followed={null} sentence="" onAnswer={() => {}} />,
  );
  expect(html).toMatch(/role="alert".*The server can’t be reached\./s);
});

test("a site's name in the place of its text is sent to the other field, if there is one", () => {
  const sentence = "paypal.com";
  const htmlWith = (besideSite: boolean): string =>
    renderToStaticMarkup(
      <SiteSentence
        sentence={sentence}
        reading={readSiteSentence(sentence)}
        inUse={false}
        besideSite={besideSite}
        onChange={() => {}}
      />,
    );
  expect(htmlWith(true)).toContain("This looks like a site. Type it under Site.");
  expect(htmlWith(true)).not.toContain("<li>");
  expect(htmlWith(false)).not.toContain("looks like a site");
  expect(htmlWith(false)).not.toContain("max-lg:hidden");
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
