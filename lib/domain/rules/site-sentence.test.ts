import { describe, expect, test } from "vitest";
import { compileRules } from "./generate-by-rules";
import { readSiteSentence, SENTENCE_LENGTH_MAX, type SentenceReading } from "./site-sentence";

type Rest = Partial<Omit<SentenceReading, "rules">>;

const sentences: [sentence: string, rules: string, rest?: Rest][] = [
  [
    "8–20 characters, at least one number, no spaces",
    "minlength: 8; maxlength: 20; required: digit; allowed: lower, upper, special;",
    { spaces: false },
  ],
  [
    "Must be between 8 and 32 characters and include an uppercase letter, a number and one of !@#$%",
    "minlength: 8; maxlength: 32; required: upper; required: digit; required: [!#$%@]; allowed: lower;",
  ],
  [
    "one of !@#$%, must start with a letter, at most 20",
    "maxlength: 20; required: [!#$%@]; allowed: lower, upper, digit;",
    { notUnderstood: ["must start with a letter"] },
  ],
  ["at least 12 characters", "minlength: 12;"],
  ["no more than 16", "maxlength: 16;"],
  ["no special characters", "allowed: lower, upper, digit;"],
  ["can't contain your name", "", { satisfied: ["can't contain your name"] }],
  ["no 3 identical characters in a row", "max-repeating: 2;"],
  [
    "Your password must be 8-16 characters long and contain at least one uppercase letter, one lowercase letter, and one number.",
    "minlength: 8; maxlength: 16; required: lower; required: upper; required: digit; allowed: special;",
  ],
  ["Minimum 8 characters", "minlength: 8;"],
  ["Min. 10, max. 64 characters", "minlength: 10; maxlength: 64;"],
  ["8 characters maximum 20", "minlength: 8; maxlength: 20;"],
  ["8 or more characters", "minlength: 8;"],
  ["8+ characters", "minlength: 8;"],
  ["12 characters minimum, 20 maximum", "minlength: 12; maxlength: 20;"],
  [
    "Use 8 or more characters with a mix of letters, numbers & symbols",
    "minlength: 8; required: digit; required: special; allowed: lower, upper; required: lower, upper;",
  ],
  [
    "Password must contain: \n- at least 8 characters\n- 1 uppercase letter\n- 1 lowercase letter\n- 1 number\n- 1 special character (!@#$%^&*)",
    "minlength: 8; required: lower; required: upper; required: digit; required: [!#$%&*@^];",
  ],
  [
    "At least eight characters, including two numbers",
    "minlength: 8; required: digit; required: digit; allowed: lower, upper, special;",
  ],
  ["Exactly 6 digits", "minlength: 6; maxlength: 6; allowed: digit;"],
  ["must be 6 digits", "minlength: 6; maxlength: 6; allowed: digit;"],
  ["6 digits only", "minlength: 6; maxlength: 6; allowed: digit;"],
  ["4 numbers only, please", "minlength: 4; maxlength: 4; allowed: digit;"],
  ["4-digit PIN", "minlength: 4; maxlength: 4; allowed: digit;"],
  ["must be a 4 digit code", "minlength: 4; maxlength: 4; allowed: digit;"],
  ["6 to 12 letters or digits", "minlength: 6; maxlength: 12; allowed: lower, upper, digit;"],
  ["Only letters and numbers", "allowed: lower, upper, digit;"],
  ["letters and numbers only", "allowed: lower, upper, digit;"],
  ["Alphanumeric characters only, 6-10 characters", "minlength: 6; maxlength: 10; allowed: lower, upper, digit;"],
  ["Spaces are not allowed", "", { spaces: false }],
  ["Special characters are not allowed.", "allowed: lower, upper, digit;"],
  ["No spaces or special characters", "allowed: lower, upper, digit;", { spaces: false }],
  [
    "Cannot contain spaces, quotes or backslashes",
    "allowed: lower, upper, digit, [-!#$%&()*+,./:;<=>?@[^_`{|}~]];",
    { spaces: false },
  ],
  ["May contain letters, numbers and the special characters - _ .", "allowed: lower, upper, digit, [-._];"],
  ["Allowed special characters: ! @ # $ % ^ & *", "allowed: lower, upper, digit, [!#$%&*@^];"],
  ["Only the following special characters are allowed: !@#$%*", "allowed: lower, upper, digit, [!#$%*@];"],
  [
    'The following characters are not allowed: < > & "',
    "allowed: lower, upper, digit, [-!#$%'()*+,./:;=?@[\\^_`{|}~]];",
  ],
  ["must not contain <, > or &", "allowed: lower, upper, digit, [-!\"#$%'()*+,./:;=?@[\\^_`{|}~]];"],
  [
    "At least 3 of the following: uppercase letters, lowercase letters, numbers, special characters",
    "required: lower; required: upper; required: digit; required: special;",
  ],
  [
    "Must contain characters from three of these four categories: uppercase, lowercase, numbers, symbols",
    "required: lower; required: upper; required: digit; required: special;",
  ],
  ["Upper and lower case letters", "required: lower; required: upper; allowed: digit, special;"],
  ["at least one upper or lowercase letter", "allowed: lower, upper, digit, special; required: lower, upper;"],
  ["at least one letter and one number", "required: digit; allowed: lower, upper, special; required: lower, upper;"],
  ["at least one number or symbol", "allowed: lower, upper, digit, special; required: digit, special;"],
  ["cannot be longer than 20 characters", "maxlength: 20;"],
  ["must be more than 7 characters", "minlength: 8;"],
  ["must not exceed 15 characters", "maxlength: 15;"],
  ["less than 21 characters", "maxlength: 20;"],
  ["no fewer than 10 characters", "minlength: 10;"],
  ["up to 72 characters", "maxlength: 72;"],
  ["no more than 2 identical characters in a row", "max-repeating: 2;"],
  ["no three consecutive identical characters", "max-repeating: 2;"],
  ["cannot contain more than 2 repeated characters", "max-repeating: 2;"],
  ["no repeated characters", "max-repeating: 1;"],
  ["No sequences such as abc or 123", "max-sequential: 1;"],
  ["no sequential characters (abc, 123)", "max-sequential: 1;"],
  ["must not have 4 or more consecutive numbers", "max-consecutive: 3;"],
  ["no more than 3 consecutive characters", "max-consecutive: 3;"],
  ["may not contain the same character three times in a row", "max-repeating: 2;"],
  ["must start with a letter", "", { notUnderstood: ["must start with a letter"] }],
  [
    "must begin with a letter, 8-12 characters",
    "minlength: 8; maxlength: 12;",
    { notUnderstood: ["must begin with a letter"] },
  ],
  [
    "Case sensitive, 6–15 characters, no spaces",
    "minlength: 6; maxlength: 15;",
    { spaces: false, satisfied: ["Case sensitive"] },
  ],
  [
    "must not be the same as your last 5 passwords",
    "",
    { satisfied: ["must not be the same as your last 5 passwords"] },
  ],
  [
    "Can't contain your name, username or email address",
    "",
    { satisfied: ["Can't contain your name", "username", "email address"] },
  ],
  ["no dictionary words or spaces", "", { spaces: false, satisfied: ["no dictionary words"] }],
  ["at least 20 characters and at most 8", "minlength: 20; maxlength: 8;"],
  ["between 20 and 8 characters", "minlength: 8; maxlength: 20;"],
  ["８〜２０文字", "", { notUnderstood: ["８〜２０文字"] }],
  ["Mindestens 8 Zeichen", "", { notUnderstood: ["Mindestens 8 Zeichen"] }],
  ["!!!", ""],
  ["8−20 characters", "minlength: 8; maxlength: 20;"],
  ["Length: 8-20", "minlength: 8; maxlength: 20;"],
  ["Minimum length: 8. Maximum length: 20.", "minlength: 8; maxlength: 20;"],
  ["Minimum length is 12 characters", "minlength: 12;"],
  ["no special characters except - and _", "allowed: lower, upper, digit, [-_];"],
  ["any characters except spaces", "", { spaces: false }],
  ["at least 5 different characters", "", { notUnderstood: ["at least 5 different characters"] }],
  ["no more than 2 numbers", "", { notUnderstood: ["no more than 2 numbers"] }],
  [
    "Lowercase letters (a-z), uppercase letters (A-Z), numbers (0-9)",
    "required: lower; required: upper; required: digit; allowed: special;",
  ],
  [
    "must be at least 8 characters in length and contain a number and a special character such as ! or #",
    "minlength: 8; required: digit; required: [!#]; allowed: lower, upper;",
  ],
  ["Passwords must be a minimum of eight (8) characters in length", "minlength: 8;"],
  ["at least twenty-four characters", "minlength: 24;"],
  [
    "One lowercase character\nOne uppercase character\nOne number\nOne special character\n8 characters minimum",
    "minlength: 8; required: lower; required: upper; required: digit; required: special;",
  ],
  ["Your password can't be too easy to guess", "", { satisfied: ["Your password can't be too easy to guess"] }],
  [
    "It must be 8 to 64 characters long; it must contain a digit; it must not contain the word password.",
    "minlength: 8; maxlength: 64; required: digit; allowed: lower, upper, special;",
    { satisfied: ["it must not contain the word password"] },
  ],
  ["a–z, A–Z, 0–9, and ._- only", "allowed: lower, upper, digit, [-._];"],
  ["Use letters, numbers, hyphens and underscores only", "allowed: lower, upper, digit, [-_];"],
  [
    "Must contain at least 2 special characters from !#$%",
    "required: [!#$%]; required: [!#$%]; allowed: lower, upper, digit;",
  ],
  [
    "Password must have at least 8 characters with at least 1 Capital letter, at least 1 lower case letter and at least 1 number or special character.",
    "minlength: 8; required: lower; required: upper; allowed: digit, special; required: digit, special;",
  ],
  [
    "Minimum of 8 characters, at least 1 upper case, 1 lower case, 1 numeric and 1 special character",
    "minlength: 8; required: lower; required: upper; required: digit; required: special;",
  ],
  ["8 characters", "minlength: 8; maxlength: 8;"],
  ["must be 8 characters long", "minlength: 8; maxlength: 8;"],
  ["ten characters or more", "minlength: 10;"],
  ["not less than 8 and not more than 16 characters", "minlength: 8; maxlength: 16;"],
  [
    "no spaces, uppercase and lowercase letters",
    "required: lower; required: upper; allowed: digit, special;",
    { spaces: false },
  ],
  [
    "at least 8 characters (letters and numbers)",
    "minlength: 8; required: digit; allowed: lower, upper, special; required: lower, upper;",
  ],
  ["Do not use spaces", "", { spaces: false }],
  ["contain neither spaces nor symbols", "allowed: lower, upper, digit;", { spaces: false }],
  [
    "must contain at least one of each: uppercase letter, lowercase letter, number, symbol",
    "required: lower; required: upper; required: digit; required: special;",
  ],
  [
    "must include a symbol, but not a comma",
    "required: [-!\"#$%&'()*+./:;<=>?@[\\^_`{|}~]]; allowed: lower, upper, digit;",
  ],
  ["no characters repeated more than twice in a row", "max-repeating: 2;"],
  ["between 8 and 20 characters with no spaces", "minlength: 8; maxlength: 20;", { spaces: false }],
  ["password is too short, minimum is 8 chars", "minlength: 8;", { notUnderstood: ["password is too short"] }],
  [
    "first character must be a letter and the last a digit",
    "",
    { notUnderstood: ["first character must be a letter and the last a digit"] },
  ],
  ["8~20 characters", "minlength: 8; maxlength: 20;"],
  ["!@#$%^&*()_+-=[]{}|;:,.<>? are allowed", "allowed: lower, upper, digit, [-!#$%&()*+,.:;<=>?@[^_{|}]];"],
  [
    "At least 1 number, 1 uppercase, 1 lowercase & 1 symbol",
    "required: lower; required: upper; required: digit; required: special;",
  ],
  [
    "Must contain at least 1 number (0-9), 1 letter (a-z) and 1 special character (e.g. !, @, #, $)",
    "required: digit; required: [!#$@]; allowed: lower, upper; required: lower, upper;",
  ],
  [
    "Your password must not contain: spaces, quotes, your username",
    "allowed: lower, upper, digit, [-!#$%&()*+,./:;<=>?@[\\^_`{|}~]];",
    { spaces: false, satisfied: ["your username"] },
  ],
  ["Passwords are case-sensitive", "", { satisfied: ["Passwords are case-sensitive"] }],
  [
    "At least 10 characters long\nNo spaces\nAt least one capital letter",
    "minlength: 10; required: upper; allowed: lower, digit, special;",
    { spaces: false },
  ],
  [
    "Password requirements:\n• 8-30 characters\n• No spaces\n• At least 1 number or symbol\n• Cannot match your email",
    "minlength: 8; maxlength: 30; allowed: lower, upper, digit, special; required: digit, special;",
    { spaces: false, satisfied: ["Cannot match your email"] },
  ],
  [
    "Password length must be between 8 and 30 characters; allowed characters are letters, digits and !@#$",
    "minlength: 8; maxlength: 30; allowed: lower, upper, digit, [!#$@];",
  ],
  [
    "it should contain both letters and numbers",
    "required: digit; allowed: lower, upper, special; required: lower, upper;",
  ],
  ["must contain letters and numbers", "required: digit; allowed: lower, upper, special; required: lower, upper;"],
  ["Password must not contain 3 or more repeating characters", "max-repeating: 2;"],
  ["minimum 1 digit", "required: digit; allowed: lower, upper, special;"],
  ["at least one non-alphanumeric character", "required: special; allowed: lower, upper, digit;"],
  ["Letters, numbers and symbols are allowed", ""],
  [
    "8-20 characters. Letters and numbers required. No special characters other than _ and -.",
    "minlength: 8; maxlength: 20; required: digit; allowed: lower, upper, [-_]; required: lower, upper;",
  ],
  ["We recommend a long password", "", { notUnderstood: ["We recommend a long password"] }],
  [
    "6-12 characters, must contain 1 number. No symbols!",
    "minlength: 6; maxlength: 12; required: digit; allowed: lower, upper;",
  ],
  [
    "Must be 8 to 16 characters in length, including one capital letter, one number and one special character (@ # $ % & *)",
    "minlength: 8; maxlength: 16; required: upper; required: digit; required: [#$%&*@]; allowed: lower;",
  ],
  [
    "at least 8 characters, 1 of which must be a number",
    "minlength: 8; required: digit; allowed: lower, upper, special;",
  ],
  ["between 8 characters and 20 characters", "minlength: 8; maxlength: 20;"],
  ["8 or fewer characters", "maxlength: 8;"],
  ["Max 16 chars, no special chars", "maxlength: 16; allowed: lower, upper, digit;"],
  ["must not contain any of the following: / \\ < >", "allowed: lower, upper, digit, [-!\"#$%&'()*+,.:;=?@[^_`{|}~]];"],
  [
    "at least 2 digits and 3 letters",
    "required: digit; required: digit; allowed: lower, upper, special; required: lower, upper; required: lower, upper; required: lower, upper;",
  ],
];

describe("a site's sentence", () => {
  test.each(sentences)("%j is read as %j", (sentence, rules, rest = {}) => {
    expect(readSiteSentence(sentence)).toEqual({ rules, spaces: null, satisfied: [], notUnderstood: [], ...rest });
  });

  test.each(sentences.filter(([, rules]) => rules !== ""))("the rules of %j are valid", (_, rules) => {
    const compiled = compileRules({ rules, options: {} });
    if (!compiled.ok) expect(compiled.kind).toBe("conflict");
  });
});

describe("a hostile text", () => {
  const hostile = [
    ",",
    "no ",
    "no a,",
    ", ",
    "( ",
    "- ",
    "!@# ",
    "'-",
    "a-",
    "1-2 ",
    "or !, ",
    "upper and ",
    "between 8 and ",
    "letters, ",
    "your name, ",
    "\n",
    "\n ",
    "no spaces only ",
    "\u{1F512}",
    "９",
  ];

  test.each(hostile)("of 10,000 characters, repeating %j, is read", (part) => {
    const reading = readSiteSentence(part.repeat(SENTENCE_LENGTH_MAX / 2).slice(0, SENTENCE_LENGTH_MAX));
    expect(reading.notUnderstood.length).toBeLessThanOrEqual(20);
    for (const one of [...reading.notUnderstood, ...reading.satisfied]) expect(one.length).toBeLessThanOrEqual(121);
  });

  test("is read up to its 10,000th character, and the rest is named", () => {
    const reading = readSiteSentence(`At least 9 characters. ${" ".repeat(SENTENCE_LENGTH_MAX)}No spaces.`);
    expect(reading).toEqual({ rules: "minlength: 9;", spaces: null, satisfied: [], notUnderstood: ["No spaces"] });
  });
});
