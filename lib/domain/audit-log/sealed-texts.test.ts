import { expect, test } from "vitest";
import {
  redactionPermitText,
  factsText,
  tipText,
  linkText,
  personalText,
  sealText,
  type SealableEvent,
} from "./sealed-texts";

const event: SealableEvent = {
  id: "e1",
  at: new Date("2026-01-31T12:00:00.123Z"),
  action: "role.change",
  outcome: "success",
  actorId: "a",
  targetId: "t",
  sessionId: null,
  requestId: "r",
  address: "10.0.0.1",
  userAgent: 'Fire"fox',
  details: '{"a":1}',
};
const content = { sequence: 7, eventId: "e1", factsDigest: "F", personalDigest: "P" };

// These formats are permanent: a change would make every log look tampered with.
test("each sealed text has exactly this format", () => {
  expect(factsText(event)).toBe(
    '["latchkey audit facts v1","e1","2026-01-31T12:00:00.123Z","role.change","success","a","t",null,"r"]',
  );
  expect(personalText(event, "salt")).toBe(
    '["latchkey audit personal v1","salt","10.0.0.1","Fire\\"fox","{\\"a\\":1}"]',
  );
  expect(linkText(content, { link: "L", seal: "S" })).toBe('["latchkey audit link v1",7,"L","S","e1","F","P"]');
  expect(sealText("L")).toBe('["latchkey audit seal v1","L"]');
  expect(redactionPermitText(content)).toBe('["latchkey audit blanked v1",7,"e1","P"]');
  expect(tipText({ sealedCount: 7, sealedThrough: event.at, link: "L", seal: "S" })).toBe(
    '["latchkey audit head v1",7,"2026-01-31T12:00:00.123Z","L","S"]',
  );
});

test("every fact and every personal value changes the text, and moving text between fields does too", () => {
  const changes: Partial<SealableEvent>[] = [
    { id: "x" },
    { at: new Date(0) },
    { action: "x" },
    { outcome: "x" },
    { actorId: null },
    { targetId: "x" },
    { sessionId: "x" },
    { requestId: null },
  ];
  const facts = [
    event,
    ...changes.map((change) => ({ ...event, ...change })),
    { ...event, actorId: "t", targetId: "a" },
  ].map(factsText);
  expect(new Set(facts).size).toBe(facts.length);
  const personal = [
    event,
    { ...event, address: null },
    { ...event, userAgent: null },
    { ...event, details: "{}" },
    { ...event, address: event.userAgent, userAgent: event.address },
  ].map((each) => personalText(each, "salt"));
  expect(new Set([...personal, personalText(event, "other")]).size).toBe(personal.length + 1);
});
