// RFC 3463 section 3.2 and RFC 7505: x.1.* is about an address; 7 and 8 are the sender's, 9 is another server's.
const recipientClass = /^5\d\d[ -]5\.1\.(?:0|1|2|3|4|5|6|10)\b/;
const anyClass = /^5\d\d[ -][245]\.\d{1,3}\.\d{1,3}\b/;
// RFC 5321 section 4.2.3: the only codes for a missing, moved or misspelt mailbox. 550 is also used for policy.
const mailboxCode = /^55[013][ -]/;
const unknownMailbox =
  /\b(?:no such|unknown|invalid|non-?existent)\s+(?:\w+\s+)?(?:user|mailbox|recipient|address|account)\b|\b(?:user|mailbox|recipient|address|account)\b.{0,80}?\b(?:unknown|not found|does(?: not|n't) exist|unrouteable)|\b(?:unrouteable) address\b/i;
const otherCause =
  /\b(?:sender|relay\w*|policy|quota|full|spam|block\w*|blacklist\w*|reputation|authentication|helo|ehlo)\b/i;

/**
 * Whether a mail server's reply to RCPT TO or DATA says for good that the recipient's address doesn't work. Other
 * refusals, such as relaying, quota and policy, can end, or someone can mend them.
 */
export function refusesRecipient(reply: string): boolean {
  if (recipientClass.test(reply)) return !/\bsender\b.{0,40}\breject|\breject\w*\b.{0,40}\bsender\b/i.test(reply);
  // A server without enhanced status codes (RFC 2034) says it only in words.
  return !anyClass.test(reply) && mailboxCode.test(reply) && unknownMailbox.test(reply) && !otherCause.test(reply);
}
