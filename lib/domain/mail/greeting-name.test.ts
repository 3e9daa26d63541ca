import { expect, test } from "vitest";
import { asGreetingName, greetingNameOf } from "./greeting-name";

test.each([
  ["passwords.example.org", "latchkey@mail.example.net", "passwords.example.org"],
  ["passwords.example.org.", "latchkey@example.net", "passwords.example.org"],
  ["xn--mnchen-3ya.example", "latchkey@example.net", "xn--mnchen-3ya.example"],
  ["localhost", "latchkey@example.net", "example.net"],
  ["passwords.localhost", "latchkey@example.net", "example.net"],
  ["passwords", "latchkey@example.net", "example.net"],
  ["my_host.example.org", "latchkey@example.net", "example.net"],
  ["127.0.0.1", "latchkey@example.net", "example.net"],
  ["[2001:db8::1]", "latchkey@example.net", "example.net"],
  ["203.0.113.9", "latchkey@localhost", "[203.0.113.9]"],
  ["[2001:db8::1]", "latchkey@localhost", "[IPv6:2001:db8::1]"],
  ["passwords", "latchkey@localhost", "passwords"],
  ["localhost", "latchkey@localhost", "localhost"],
])("a server at %s that sends as %s greets as %s", (publicHost, sender, greeting) => {
  expect(greetingNameOf({ publicHost, sender })).toBe(greeting);
});

test.each([
  ["mail.example.org", "mail.example.org"],
  ["mail", "mail"],
  ["203.0.113.9", "[203.0.113.9]"],
  ["[203.0.113.9]", "[203.0.113.9]"],
  ["2001:db8::1", "[IPv6:2001:db8::1]"],
  ["[IPv6:2001:db8::1]", "[IPv6:2001:db8::1]"],
  ["mail example", null],
  ["mail.example.org\r\nRSET", null],
  ["https://mail.example.org", null],
  ["-mail.example.org", null],
  ["", null],
])("%j as a name to greet with is %j", (text, name) => {
  expect(asGreetingName(text)).toBe(name);
});
