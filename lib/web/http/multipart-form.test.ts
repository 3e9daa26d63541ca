import { describe, expect, test } from "vitest";
import { readFormShape } from "./multipart-form";

const type = "multipart/form-data; boundary=b";
const part = (headers: string, content: string) => `--b\r\n${headers}\r\n\r\n${content}\r\n`;
const field = (name: string, content: string) => part(`Content-Disposition: form-data; name="${name}"`, content);
const file = (content: string) =>
  part('Content-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv', content);
const shapeOf = (body: string, contentType = type) => readFormShape(Buffer.from(body), contentType);

describe("a form of a browser", () => {
  test("is accepted as the platform writes it, and only bytes outside of files are counted", async () => {
    const form = new FormData();
    form.set("name", "Ada");
    form.set('ünï"code\r\n', "a\r\nb");
    form.set("empty", "");
    form.set("file", new File(["x".repeat(10_000)], 'a"b\r\n.csv', { type: "text/csv" }));
    const request = new Request("http://a.example", { method: "POST", body: form });
    const contentType = request.headers.get("content-type") ?? "";
    const shape = readFormShape(Buffer.from(await request.arrayBuffer()), contentType);
    expect(shape?.fieldBytes).toBeGreaterThan(100);
    expect(shape?.fieldBytes).toBeLessThan(1000);
  });

  test.each([
    ["without fields", "--b--\r\n", type],
    ["without a last line break", `${field("a", "1")}--b--`, type],
    ["with a quoted boundary", `${field("a", "1")}--b--\r\n`, 'multipart/form-data; boundary="b"'],
    [
      "with a boundary of Chrome",
      "------WebKitFormBoundaryAb1--\r\n",
      "multipart/form-data; boundary=----WebKitFormBoundaryAb1",
    ],
    [
      "with an action and its arguments",
      `${field("$ACTION_REF_1", "")}${field("$ACTION_1:0", "{}")}${field("$ACTION_KEY", "k")}--b--\r\n`,
      type,
    ],
    ["with a file", `${field("a", "-b--b")}${file("\0\r\n--c\r\n")}--b--\r\n`, type],
  ])("is accepted %s", (_, body, contentType) => {
    expect(shapeOf(body, contentType)).not.toBeNull();
  });
});

describe("a malformed form", () => {
  test.each([
    ["no boundary in its type", `${field("a", "1")}--b--\r\n`, "multipart/form-data"],
    ["an empty boundary", "----\r\n", "multipart/form-data; boundary="],
    ["a boundary of 71 characters", `--${"b".repeat(71)}--\r\n`, `multipart/form-data; boundary=${"b".repeat(71)}`],
    ["another multipart type", "--b--\r\n", "multipart/mixed; boundary=b"],
    ["an empty body", "", type],
    ["garbage", "x", type],
    ["another boundary", "--c--\r\n", type],
    ["text before the first part", `x\r\n${field("a", "1")}--b--\r\n`, type],
    ["text after the last part", `${field("a", "1")}--b--\r\nGET / HTTP/1.1`, type],
    ["an end within a part", '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1', type],
    ["an end within the headers", '--b\r\nContent-Disposition: form-data; name="a"', type],
    ["no end", field("a", "1"), type],
    ["a part without headers", "--b\r\n\r\n1\r\n--b--\r\n", type],
    ["a part without a name", `${part("Content-Disposition: form-data", "1")}--b--\r\n`, type],
    ["an unquoted name", `${part("Content-Disposition: form-data; name=a", "1")}--b--\r\n`, type],
    ["another disposition", `${part('Content-Disposition: attachment; name="a"', "1")}--b--\r\n`, type],
    [
      "a transfer encoding",
      `${part('Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64', "MQ==")}--b--\r\n`,
      type,
    ],
    ["bare line feeds", field("a", "1").replaceAll("\r", "") + "--b--\n", type],
    ["headers of 4 KiB", `${field("a".repeat(4096), "1")}--b--\r\n`, type],
    ["two actions", `${field("$ACTION_REF_1", "")}${field("$ACTION_ID_40ba", "")}--b--\r\n`, type],
    ["one action twice", `${field("$ACTION_REF_1", "").repeat(2)}--b--\r\n`, type],
    ["1,001 parts", `${field("a", "").repeat(1001)}--b--\r\n`, type],
  ])("with %s is refused", (_, body, contentType) => {
    expect(shapeOf(body, contentType)).toBeNull();
  });

  test("with 6 MiB of delimiters is refused in linear time", () => {
    // Each start of a part is refused at once, or counted: never searched twice.
    const body = Buffer.from("--b\r\n".repeat(1_200_000));
    let searched = 0;
    const search = body.indexOf.bind(body);
    body.indexOf = ((value: Buffer, from: number) => {
      const found = search(value, from);
      searched += (found === -1 ? body.length : found) - from;
      return found;
    }) as typeof body.indexOf;
    expect(readFormShape(body, type)).toBeNull();
    expect(searched).toBeLessThanOrEqual(body.length);
  });
});
