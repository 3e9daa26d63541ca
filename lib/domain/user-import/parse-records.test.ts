import { describe, expect, test } from "vitest";
import { chooseColumns, findClearPasswords } from "./choose-columns";
import { decodeFile } from "./decode-file";
import { columnsOf } from "./foreign-records";
import { parseRecords, writeLeftOutRows } from "./parse-records";
import { readUser } from "./read-user";

const now = new Date("2026-11-01T00:00:00Z");
const parse = (text: string) => parseRecords({ text }, Infinity);
const choose = (text: string, choices = {}) => {
  const records = parse(text);
  return { records, chosen: chooseColumns(records, columnsOf(records), choices) };
};
const read = (text: string, choices = {}) => {
  const { records, chosen } = choose(text, choices);
  return records.map(({ record }) => readUser(record, chosen, { allowRoles: true, now }));
};
const fieldsOf = (text: string, choices = {}) => read(text, choices).map(({ fields }) => fields);

describe("dialects of CSV", () => {
  const ada = { email: "ada@example.org", full_name: "Ada Byron" };

  test.each([
    ["commas", "email,name\nada@example.org,Ada Byron\n"],
    ["semicolons", "email;name\r\nada@example.org;Ada Byron\r\n"],
    ["tabs", "email\tname\r\nada@example.org\tAda Byron\r\n"],
    ["vertical bars", "email|name\nada@example.org|Ada Byron\n"],
    ["Excel's first line", "sep=;\r\nemail;name\r\nada@example.org;Ada Byron\r\n"],
    ["Excel's first line in capitals and quotes", '"SEP=|"\r\nemail|name\r\nada@example.org|Ada Byron\r\n'],
    ["Excel's first line with a tab", "sep=\t\r\nemail\tname\r\nada@example.org\tAda Byron\r\n"],
    ["a byte order mark before it", "\ufeffsep=;\r\nemail;name\r\nada@example.org;Ada Byron\r\n"],
    ["a delimiter within quoted headings", '"a,b,c,d";email;name\nx;ada@example.org;Ada Byron\n'],
    ["first name and surname", "E-Mail;Vorname;Nachname\nada@example.org;Ada;Byron\n"],
    [
      "first name and surname, named otherwise",
      "Email Address [Required],First Name [Required],Last Name [Required]\nada@example.org,Ada,Byron\n",
    ],
    ["a surname called name", "E-Mail;Name;Vorname\nada@example.org;Byron;Ada\n"],
    ["line ends of old Macs", "email,name\rada@example.org,Ada Byron\r"],
    ["empty columns at the end", "email,name,,\nada@example.org,Ada Byron,,\n"],
    ["rows that Excel cut short", "email,name,role,note\nada@example.org,Ada Byron\n"],
    ["a line break within a name", 'email,name\nada@example.org,"Ada\nByron"\n'],
  ])("%s", (_, text) => expect(fieldsOf(text)).toEqual([ada]));

  test("rows have the numbers that a spreadsheet shows", () => {
    const text = 'sep=;\r\nemail;name\r\na@example.org;"two\nlines"\r\n\r\n;\r\nb@example.org;\r\n';
    expect(parse(text).map(({ row }) => row)).toEqual([2, 5]);
    expect(parse('[{"email":"a@example.org"},{"email":"b@example.org"}]').map(({ row }) => row)).toEqual([1, 2]);
  });

  test("headings are named as in the file, and unnamed columns by their letter", () => {
    const { chosen } = choose("E-Mail,Voller NAME,\nada@example.org,Ada,x\n", { full_name: "Voller NAME" });
    expect(chosen.columns).toEqual(["E-Mail", "Voller NAME", "Column C"]);
    expect(chosen.mapping).toEqual({ email: "E-Mail", full_name: "Voller NAME" });
  });

  test.each([
    ["ada@example.org,Ada\nben@example.org,Ben\n", "The first row is a user"],
    ["email,Email\na@example.org,b\n", "“Email” twice"],
  ])("%j is refused", (text, words) => expect(() => parse(text)).toThrow(words));

  test("a row with more cells than columns is broken, and the others are read", () => {
    const rows = parse("email,name\nada@example.org,Byron, Ada\nben@example.org,Ben,,\n");
    expect(rows).toEqual([
      {
        row: 2,
        record: { email: "", name: "" },
        broken: { problem: expect.stringContaining("3 values for 2 columns"), email: "ada@example.org" },
      },
      { row: 3, record: { email: "ben@example.org", name: "Ben" } },
    ]);
  });

  test("a row with an open quote is broken, and the others are read, where all others are certain", () => {
    const broken = { problem: "A quote opens in this row and is never closed.", email: null };
    const rows = parse('email,name\nada@example.org,"Byron, Ada"\n"Open,ben@example.org\neve@example.org,Eve\n');
    expect(rows).toEqual([
      { row: 2, record: { email: "ada@example.org", name: "Byron, Ada" } },
      { row: 3, record: { email: "", name: "" }, broken },
      { row: 4, record: { email: "eve@example.org", name: "Eve" } },
    ]);
    expect(parse('email,name\nada@example.org,Ada\nben@example.org,"Ben')).toMatchObject([
      { row: 2 },
      { row: 3, broken },
    ]);
  });

  test.each([
    ["it opens in the heading", 'email,"name\nada@example.org,Ada\n'],
    ["its cell has doubled quotes in a later line", 'email,name\nada@example.org,"Ada\n""Byron\n'],
  ])("a file with an open quote is refused with the line when %s", (_, text) =>
    expect(() => parse(text)).toThrow(/quote .* line \d/),
  );

  test("an apostrophe is kept unless a spreadsheet needs it or all text has one", () => {
    expect(fieldsOf("email,name\nada@example.org,'t Hooft\n")[0]?.full_name).toBe("'t Hooft");
    expect(fieldsOf("email,name\nada@example.org,'=1+1\n")[0]?.full_name).toBe("=1+1");
    expect(fieldsOf('email,name\n"\'ada@example.org","\'Ada"\n')).toEqual([
      { email: "ada@example.org", full_name: "Ada" },
    ]);
  });
});

describe("rows left out", () => {
  const leftOut = (text: string, ...rows: number[]) =>
    writeLeftOutRows({ text }, new Map(rows.map((row) => [row, "This isn't an email address."])));

  test("are written as they were uploaded, with the reason in front", () => {
    expect(leftOut("E-Mail;Team;Note\nada@example.org;Red;\nnot an address;Blue;=1+1\n", 3)).toEqual({
      type: "csv",
      text: "\ufeffLeft out because;E-Mail;Team;Note\r\nThis isn't an email address.;not an address;Blue;'=1+1\r\n",
    });
    expect(JSON.parse(leftOut('{"users":[{"email":"a@example.org"},{"email":"b","team":{"id":7}}]}', 2).text)).toEqual([
      { "Left out because": "This isn't an email address.", email: "b", team: { id: 7 } },
    ]);
  });

  test.each([
    ["commas", 'email,name,team\na,Ada,Red\nb,"Byron, Ben",Blue\n'],
    ["Excel's first line", "sep=;\r\nemail;name,first;team\r\na;Ada;Red\r\nb;Ben;Blue\r\n"],
    ["an apostrophe in all text", "email,name\n'a@example.org,'Ada\n'b@example.org,'=1+1\n"],
    ["text with an apostrophe of its own", "email,name\na,'t Hooft\nb,'=1+1\n"],
    ["a quote that is never closed", 'email,name\na,Ada\nb,"Ben\n'],
    ["more cells than columns", "email,name\na,Ada\nb,Byron, Ben\n"],
    ["JSON", '[{"email":"a"},{"email":"b","name":{"first":"Ben"}}]'],
  ])("are read again without the reason: %s", (_, text) => {
    const [, second] = parse(text);
    const { row, ...user } = second ?? { row: 0 };
    const once = leftOut(text, row);
    const read = parse(once.text);
    expect(read).toHaveLength(1);
    if ("broken" in user && text.includes('"'))
      // The quote is text now, so that it can be removed in a spreadsheet.
      expect(read[0]?.record).toEqual({ email: "b", name: '"Ben' });
    else expect(read[0]).toMatchObject("broken" in user ? { record: user.record } : user);
    expect(leftOut(once.text, read[0]?.row ?? 0)).toEqual(once);
  });
});

describe("files", () => {
  const text = "email\tname\r\nada@example.org\tÄda\r\n";

  test.each(["utf8", "utf16le"] as const)("in %s are decoded, with a byte order mark and without", (encoding) => {
    expect(decodeFile(Buffer.from(`\ufeff${text}`, encoding))).toBe(text);
    expect(decodeFile(Buffer.from(text, encoding))).toBe(text);
  });

  test("in UTF-16 with the high byte first, and in the charset that the sender names, are decoded", () => {
    expect(decodeFile(Buffer.from(`\ufeff${text}`, "utf16le").swap16())).toBe(text);
    expect(decodeFile(Buffer.from(text, "latin1"), "iso-8859-1")).toBe(text);
  });

  test.each([
    [Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "Is not a text file"],
    [Buffer.from("\xff\xd8\xff\xe0", "latin1"), "Is not a text file"],
    [Buffer.from(text, "latin1"), "Must be UTF-8 or UTF-16"],
    [Buffer.from("PK\x03\x04rest"), "Excel workbook"],
    [Buffer.from([0x1f, 0x8b, 8, 0]), "gzip"],
  ])("of another kind are refused with advice", (bytes, words) => expect(() => decodeFile(bytes)).toThrow(words));
});

describe("JSON", () => {
  test.each([
    ["an array", '[{"email":"ada@example.org"}]'],
    ["a byte order mark", '\ufeff[{"email":"ada@example.org"}]'],
    ["one user", '{"email":"ada@example.org"}'],
    ["lines", '{"email":"ada@example.org"}\n'],
    ["users", '{"start":0,"users":[{"email":"ada@example.org"}]}'],
    ["value", '{"@odata.context":"x","value":[{"email":"ada@example.org"}]}'],
    ["a list in data", '{"data":{"users":[{"email":"ada@example.org"}]}}'],
    ["SCIM", '{"schemas":["x"],"Resources":[{"emails":[{"value":"ada@example.org"}]}]}'],
    ["the only list of objects", '{"total":1,"Mitglieder":[{"email":"ada@example.org"}]}'],
    ["an object of users", '{"u1":{"email":"ada@example.org"}}'],
    ["several realms", '[{"realm":"a","users":[{"email":"ada@example.org"}]},{"realm":"b","users":[]}]'],
    ["names in another case", '[{"Email":"ada@example.org"}]'],
  ])("%s", (_, text) => expect(fieldsOf(text)).toEqual([{ email: "ada@example.org" }]));

  test("nested values that no field needs are ignored, and others are found by their path", () => {
    const text =
      '[{"email":"k@example.org","enabled":false,"attributes":{},"profile":{"name":"Kay","tags":[1,2]},"list":[{"a":1}]}]';
    expect(fieldsOf(text)).toEqual([{ email: "k@example.org", disabled: true }]);
    expect(fieldsOf(text, { full_name: "profile.name" })[0]?.full_name).toBe("Kay");
    expect(choose(text).chosen.columns).toEqual(["email", "enabled", "profile.name", "profile.tags", "list.0.a"]);
  });

  test("many nested columns aren't all listed", () => {
    const record = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`k${index}`, 1]));
    expect(choose(JSON.stringify([{ email: "a@example.org", nested: record }])).chosen.columns).toHaveLength(200);
  });

  test("more than 1,000 columns are refused", () => {
    const record = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`k${index}`, 1]));
    expect(() => choose(JSON.stringify([{ email: "a@example.org", ...record }]))).toThrow("more than 1000 columns");
  });

  test("deep nesting and long cells of brackets are read in one pass", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(fieldsOf(`[{"email":"a@example.org","deep":${deep},"roles":${deep}}]`, { role: "roles" })).toEqual([
      { email: "a@example.org" },
    ]);
    const long = "$a(".repeat(500_000);
    const [user] = read(
      JSON.stringify([{ email: "a@example.org", hashed_password: `${long}\n.`, totp: long, disabled: long }]),
    );
    expect(user?.problems).toHaveLength(2);
  });

  test.each(["[{", "{", '{"a":1}', "[1]", '{"users":[1]}', '{"email":"a@example.org"}\n{'])("%s is refused", (text) =>
    expect(() => parseRecords({ format: "json", text }, Infinity)).toThrow(/JSON|object/),
  );
});

describe("fields", () => {
  test("the address may be in the column for log-ins", () => {
    expect(fieldsOf("login,name\nada@example.org,Ada\n")).toEqual([{ email: "ada@example.org", full_name: "Ada" }]);
    expect(
      fieldsOf('[{"username":"ada@example.org","email":""},{"username":"ben","email":"ben@example.org"}]'),
    ).toEqual([{ email: "ada@example.org" }, { email: "ben@example.org", username: "ben" }]);
  });

  test('"totp": false is no secret, and true says that one is missing', () => {
    const [off, on] = read('[{"email":"a@example.org","totp":false},{"email":"b@example.org","totp":true}]');
    expect(off).toEqual({ fields: { email: "a@example.org" }, remarks: [], problems: [] });
    expect(on?.fields).toEqual({ email: "b@example.org" });
    expect(on?.remarks[0]).toContain("Two-factor authentication isn't imported");
    expect(
      fieldsOf("email,otp_secret\na@example.org,otpauth://totp/x?secret=LGLEREYEPVVWTLYO&issuer=y\n")[0]?.totp_secret,
    ).toBe("LGLEREYEPVVWTLYO");
  });

  test("a date that may mean two isn't imported, and the row says so", () => {
    const [user] = read("email,created_at\na@example.org,6/1/2024 9:00:00 AM\n");
    expect(user?.fields).toEqual({ email: "a@example.org" });
    expect(user?.remarks[0]).toContain("“6/1/2024 9:00:00 AM” isn't imported");
  });

  test("PowerShell's export of Entra users is recognised with its own headings", () => {
    const text = '"DisplayName","Mail","UserPrincipalName","AccountEnabled"\n"Ada","","a@example.org","False"\n';
    expect(fieldsOf(text)).toEqual([{ email: "a@example.org", full_name: "Ada", disabled: true }]);
    expect(choose(text).chosen).toMatchObject({ source: "entra", mapping: { email: "Mail" }, notUnderstood: [] });
  });

  test("one column that disables an account is enough, beside any other and beside a chosen one", () => {
    const text =
      "email,enabled,gone,banned,status\na@example.org,true,false,true,active\nb@example.org,true,false,false,suspended\nc@example.org,true,false,false,active\n";
    for (const choices of [{}, { disabled: "gone" }, { active: "enabled" }])
      expect(fieldsOf(text, choices).map(({ disabled }) => disabled)).toEqual([true, true, false]);
    expect(fieldsOf(text, { disabled: null }).map(({ disabled }) => disabled)).toEqual([false, true, false]);
    expect(choose(text).chosen.status.map(({ column }) => column)).toEqual(["enabled", "banned", "status"]);
  });

  test("a status without a known word is no status, but looks important", () => {
    expect(choose("email,status\na@example.org,gold\n").chosen).toMatchObject({
      status: [],
      notUnderstood: ["status"],
    });
    const [active, gold] = read("email,status\na@example.org,active\nb@example.org,gold\n");
    expect(active?.fields.disabled).toBe(false);
    expect(gold?.problems[0]).toContain("status: Must be a known status");
  });

  test("only columns with values are named as not understood", () => {
    const text =
      "email,is_admin,groups,mfa,password_hint,colour,last_login,last_failed_login\na@example.org,true,,false,,red,2024-01-01,x\n";
    expect(choose(text).chosen.notUnderstood).toEqual(["is_admin"]);
  });

  test.each([
    ["email,password\na@example.org,hunter2\n", "password"],
    ["email,Passwort\na@example.org,hunter2\n", "Passwort"],
    ['[{"email":"a@example.org","credentials":[{"type":"password","value":"hunter2"}]}]', "credentials.0.value"],
    ['[{"email":"a@example.org","passwordProfile":{"password":"hunter2"}}]', "passwordProfile.password"],
    ['[{"email":"a@example.org","credentials":{"password":{"value":"hunter2"}}}]', "credentials.password.value"],
  ])("plain-text passwords are found: %j", (text, column) => {
    const records = parse(text);
    expect(findClearPasswords(records, columnsOf(records))).toBe(column);
  });
});
