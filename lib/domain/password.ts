import { z } from "zod";

export const passwordLength = { min: 12, max: 128 } as const;

/** The rule in one sentence, shown below the field before anything is typed. */
export const passwordHelp = `At least ${passwordLength.min} characters. A few words in a row are easy to keep in mind and hard to guess.`;

/** What people put at the front of a password because they must have one; digits and signs around it change little. */
const guessedFirst = [
  "password",
  "passwort",
  "passw",
  "qwerty",
  "qwertz",
  "azerty",
  "abcdef",
  "letmein",
  "iloveyou",
  "welcome",
  "administrator",
  "admin",
  "monkey",
  "dragon",
  "football",
  "baseball",
  "superman",
  "trustno",
  "changeme",
  "default",
  "login",
  "master",
  "princess",
  "sunshine",
  "channelbook",
];

const lookalikes: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};

function letters(text: string): string {
  return [...text.toLowerCase()]
    .map((sign) => lookalikes[sign] ?? sign)
    .filter((sign) => /\p{L}/u.test(sign))
    .join("");
}

/** Is what is left without digits, signs and repetitions nothing but one of the words everybody tries first? */
function isGuessedFirst(password: string): boolean {
  const plain = letters(password);
  const bare = password.toLowerCase().replace(/[^\p{L}]/gu, "");
  return guessedFirst.some((word) =>
    [plain, bare].some((text) => {
      const rest = text.replaceAll(word, "");
      return rest.length < text.length && rest.length < 4;
    }),
  );
}

/** Does the code of each character follow from the one before by the same step: 12345…, aaaa…, zyxw…? */
function isRow(password: string): boolean {
  const codes = [...password].map((sign) => sign.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  const odd = steps.filter((step) => step !== steps[0] || Math.abs(step) > 1).length;
  return odd <= 2;
}

/** Parts of a person's name and address that must not make up the password: those with at least four characters. */
function personalParts({ name = "", email = "" }: { name?: string; email?: string }): string[] {
  const words = `${name} ${email.split("@")[0] ?? ""}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word.length >= 4);
}

/**
 * Why a password is refused, as a sentence for the person who chose it; undefined when it is strong enough. The rule asks
 * for length and refuses what is guessed first, rather than for kinds of characters (NIST SP 800-63B, 5.1.1.2).
 */
export function passwordProblem(
  password: string,
  person: { name?: string; email?: string } = {},
): string | undefined {
  const count = [...password].length;
  if (count < passwordLength.min) {
    return `Use at least ${passwordLength.min} characters; this one has ${count}.`;
  }
  if (count > passwordLength.max)
    return `Use at most ${passwordLength.max} characters; this one has ${count}.`;
  if (/\p{Cc}/u.test(password)) return "Use only characters that can be typed.";
  if (new Set(password.toLowerCase()).size < 5 || isRow(password)) {
    return "Use more different characters: rows such as 123456 and repetitions are guessed first.";
  }
  const lower = password.toLowerCase();
  const part = personalParts(person).find((word) => lower.includes(word) && lower.length - word.length < 8);
  if (part) return `Do not build it from your name or e-mail address (“${part}”).`;
  if (isGuessedFirst(password)) return "This is one of the passwords that are guessed first. Choose another.";
  return undefined;
}

/** A new password in a form. What it may not share with the person is checked where the person is known. */
export const NewPassword = z.string().check((context) => {
  const problem = passwordProblem(context.value);
  if (problem) context.issues.push({ code: "custom", message: problem, input: "" });
});
