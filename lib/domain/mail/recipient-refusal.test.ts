import { expect, test } from "vitest";
import { refusesRecipient } from "./recipient-refusal";

test.each([
  "550 5.1.1 The email account that you tried to reach does not exist.",
  "550-5.1.1 The email account that you tried to reach\r\n550 5.1.1 does not exist. p=NoSuchUser",
  "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
  "550 5.1.2 Bad destination system",
  "553 5.1.3 Bad recipient address syntax",
  "554 5.1.4 Ambiguous address",
  "551 5.1.6 Mailbox has moved",
  "556 5.1.10 Recipient address has null MX",
  "550 5.1.0 Address rejected",
  "550 No such user here",
  "550 Unknown user",
  "550 Unrouteable address",
  "550 Requested action not taken: mailbox not found",
  "550 <ada@example.org>: Recipient address rejected: User unknown in local recipient table",
  "553 invalid mailbox name: no such mailbox",
])("%j is about the recipient", (reply) => {
  expect(refusesRecipient(reply)).toBe(true);
});

test.each([
  ["relaying", "550 5.7.1 Unable to relay"],
  ["relaying", "554 5.7.1 <ada@example.org>: Relay access denied"],
  ["relaying, without a class", "550 relay not permitted"],
  ["relaying, without a class", "550 Unknown user: relaying denied"],
  ["relaying, without a class", "551 we do not relay"],
  ["the quota", "552 5.2.2 Mailbox full"],
  ["the quota, without a class", "552 Requested mail action aborted: exceeded storage allocation"],
  ["the quota, without a class", "550 mailbox not found: quota exceeded"],
  ["a daily limit", "550 5.4.5 Daily user sending limit exceeded"],
  ["a disabled mailbox", "550 5.2.1 The email account that you tried to reach is inactive"],
  ["the size", "552 5.3.4 Message too big for system"],
  ["policy", "550 5.7.26 Unauthenticated email from example.org is not accepted due to the domain's DMARC policy"],
  ["policy", "554 5.7.1 Message rejected as spam by Content Filtering"],
  ["policy, without a class", "554 Transaction failed"],
  ["policy, without a class", "550 Access denied"],
  ["the sender's mailbox", "550 5.1.7 Invalid address"],
  ["the sender's domain", "550 5.1.8 Sender address has null MX"],
  ["the sender's address", "550 5.1.0 <latchkey@example.org>: Sender address rejected: User unknown in virtual table"],
  ["the greeting", "504 5.5.2 <[127.0.0.1]>: Helo command rejected: need fully-qualified hostname"],
  ["routing", "550 5.4.1 Recipient address rejected: Access denied"],
  ["a server that doesn't speak this protocol", "550 5.1.9 relayed to a non-compliant mailer"],
  ["a temporary failure", "450 4.1.1 User unknown"],
  ["a class that contradicts the code", "550 4.1.1 try later"],
])("a refusal because of %s isn't about the recipient", (_, reply) => {
  expect(refusesRecipient(reply)).toBe(false);
});
