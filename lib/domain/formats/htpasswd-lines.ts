import { USERNAME_DEFAULT } from "./option-names";
import type { FileOptions, FileWriter, MadePassword } from "./output-format";

const HEAD =
  "# Each password is in the comment above its line. Remove the comments before a web server reads this file: grep -v '^#'\n";

/** `user:hash` lines, each after a comment with the password, which the hash doesn't reveal. */
export function htpasswdWriter({ username = USERNAME_DEFAULT, several }: FileOptions): FileWriter {
  const linesOf = ({ password, hash }: MadePassword, number: number): string => {
    if (hash === undefined) throw new TypeError("A line of an htpasswd file has a hash.");
    const user = several ? `${username}-${number}` : username;
    return `# ${user}: ${password}\n${user}:${forWebServers(hash)}\n`;
  };
  return {
    head: ({ warning }) => (warning === undefined ? HEAD : `${HEAD}# ${warning}\n`),
    lines: (made, firstNumber) => made.map((one, index) => linesOf(one, firstNumber + index)).join(""),
  };
}

// The same hash with the prefix that Apache's library requires; other servers accept both.
function forWebServers(bcryptHash: string): string {
  return bcryptHash.replace(/^\$2b\$/, "$2y$");
}
