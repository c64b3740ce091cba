import { z } from "zod";

const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** An instant of an API body: ISO 8601 with a zone, to the millisecond (API.md §1). Text in, `Date` out. */
export const instantText = z.iso
  .datetime({
    offset: true,
    error: "must be an instant with a zone, such as 2026-12-01T00:00:00+00:00",
  })
  .transform((text, context): Date => {
    const instant = new Date(text);
    const milliseconds = instant.getTime();
    if (milliseconds >= earliest && milliseconds <= latest) return instant;
    context.addIssue({
      code: "custom",
      message: `“${text}” is not between the years 1970 and 9999`,
      input: text,
    });
    return z.NEVER;
  });

/** `2026-03-01T00:00:00+00:00`, with milliseconds only where they are not zero (API.md §1). */
export function printInstant(instant: Date): string {
  return instant.toISOString().replace(".000Z", "+00:00").replace("Z", "+00:00");
}
