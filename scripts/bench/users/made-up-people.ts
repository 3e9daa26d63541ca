import { NO_PASSWORD } from "@/lib/domain/accounts/stored-hash";
import { searchTextOf, sortNameOf } from "@/lib/domain/users/search-terms";

const firstNames =
  "Ada Alan Aisha Alexander Amélie Ana Anders Andrea Antonio Aoife Arjun Barbara Ben Björn Camila Carlos Charlotte Chen Clara Daniel David Dmitri Elena Elif Emma Eva Fatima Felix Finn François Grace Hannah Hassan Henry Hiroshi Ida Ines Ivan Jack James Jan Jana João John José Julia Kai Karin Katarzyna Lars Laura Léa Leila Liam Linh Lucas Luis Maria Marie Mark Marta Mary Mateo Maya Mehmet Mia Michael Mohammed Nadia Nina Noah Nora Oliver Olga Omar Oscar Paul Pedro Priya Rachel Rafael Robert Sara Simon Sofia Sven Tariq Thomas Tomás Ursula Victor Wei Yasmin Yuki Zoë".split(
    " ",
  );
const lastNames =
  "Abdi Adeyemi Ahmed Andersson Baker Banerjee Bauer Becker Bernard Brown Byrne Castro Chen Clark Costa Cruz Das Davies Dubois Dupont Evans Fernández Fischer Flores García Gómez Green Gupta Haddad Hall Hansen Harris Hernández Hoffmann Huang Hughes Ivanov Jackson Jansen Jensen Johnson Jones Kaplan Kaya Keller Khan Kim Klein Kowalski Kumar Larsen Lee Lefebvre Lewis Li Lopez Lovelace Martin Martínez Meyer Miller Moore Moreau Morris Müller Murphy Nakamura Nguyen Nielsen Novák O'Brien Okafor Oliveira Olsen Park Patel Pereira Peters Petrov Popov Ramos Reid Rossi Ruiz Sato Schmidt Schneider Schulz Silva Singh Smith Suzuki Svensson Tanaka Taylor Thompson Torres Tran Turner Walker Wang Weber White Williams Wilson Wood Wright Yamamoto Yilmaz Zhang Zimmermann".split(
    " ",
  );
const domains = ["example.org", "example.com", "mail.example.net", "staff.example.edu", "post.example.de"];

const DAY_MS = 24 * 60 * 60 * 1000;

export type MadeUpPerson = ReturnType<typeof madeUpPerson>;

/**
 * User `index` of `total`, the same in every run: about 3 % disabled, 1 % deleted, 20 % with two-factor authentication,
 * 10 % never logged in, 0.5 % without a password, half of them invited. Disabled users signed up early and last logged in long ago, as on a real server.
 */
export function madeUpPerson(index: number, total: number, now: Date) {
  const draw = drawsOf(index);
  // Common names are frequent: the square of a uniform draw favours the front of the list.
  const first = pick(firstNames, draw() * draw());
  const last = pick(lastNames, draw() * draw());
  const handle = `${plain(first)}.${plain(last)}${index}`;
  const email = `${handle}@${pick(domains, draw() * draw())}`;
  const createdAt = new Date(now.getTime() - Math.floor(((total - index) / total) * 3 * 365 * DAY_MS) - 1000);
  const age = now.getTime() - createdAt.getTime();
  const fate = draw();
  const status = fate < 0.06 && index < total / 2 ? "disabled" : fate > 0.99 ? "deleted" : "active";
  const lastLogInAt =
    draw() < 0.1
      ? null
      : new Date(createdAt.getTime() + Math.floor(age * Math.sqrt(draw()) * (status === "disabled" ? 0.4 : 1)));
  const person = {
    // A UUIDv7 of that time.
    id: uuidAt(createdAt, index),
    email,
    username: draw() < 0.7 ? handle : null,
    fullName: draw() < 0.9 ? `${first} ${last}` : null,
  };
  const twoFactorSince = draw() < 0.2 ? createdAt : null;
  const emailVerifiedAt = draw() < 0.8 ? createdAt : null;
  const joining = lastLogInAt === null && status === "active" ? draw() : 1;
  return {
    ...person,
    passwordHash: joining < 0.05 ? NO_PASSWORD : "$2b$12$nobody-logs-in-here",
    isInvited: joining < 0.025,
    normalizedEmail: email,
    role: index % 10_000 === 7 ? "admin" : index % 1_000 === 3 ? "moderator" : "user",
    status,
    twoFactorSince,
    emailVerifiedAt,
    lastLogInAt,
    createdAt,
    deletedAt: status === "deleted" ? now : null,
    sortName: sortNameOf(person),
    searchText: searchTextOf(person),
  };
}

function pick<Item>(items: readonly Item[], share: number): Item {
  const item = items[Math.floor(share * items.length)];
  if (item === undefined) throw new Error("A share is at least 0 and under 1.");
  return item;
}

function plain(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
}

/** Uniform numbers from 0 to 1, the same for the same index (MurmurHash3's finaliser over a counter). */
function drawsOf(index: number): () => number {
  let state = Math.imul(index + 1, 0x9e3779b9);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return ((word ^ (word >>> 16)) >>> 0) / 2 ** 32;
  };
}

function uuidAt(moment: Date, index: number): string {
  const time = moment.getTime().toString(16).padStart(12, "0");
  // An odd factor makes another number of each: spread like random ones, and none twice.
  const spread = BigInt.asUintN(48, BigInt(index + 1) * 0x9e3779b97f4bn);
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${spread.toString(16).padStart(12, "0")}`;
}
