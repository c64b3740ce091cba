import { invalid } from "./errors";
import type { ItemType } from "./states";

/** A calendar date in UTC, `YYYY-MM-DD`. */
export type IsoDate = string;

const dayLength = 86_400_000;

/**
 * Days since 1970-01-01.
 * @throws DomainError `invalid` when the text is not a date of the calendar.
 */
export function dayNumber(date: IsoDate, path = "date"): number {
  const milliseconds = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(milliseconds) || isoDate(milliseconds) !== date) {
    throw invalid(path, `“${date}” is not a date of the form YYYY-MM-DD`, { rule: "date", value: date });
  }
  return milliseconds / dayLength;
}

/** The UTC calendar date of an instant in milliseconds. */
export function isoDate(instant: number): IsoDate {
  return new Date(instant).toISOString().slice(0, 10);
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4));
}

function inYear(date: IsoDate, year: number, insteadOfLeapDay: string): IsoDate {
  const day = date.slice(5);
  const exists = day !== "02-29" || isLeap(year);
  return `${String(year).padStart(4, "0")}-${exists ? day : insteadOfLeapDay}`;
}

/** `years` later; 29 February becomes 28 February where the year has none. */
export function yearsLater(date: IsoDate, years: number): IsoDate {
  dayNumber(date);
  return inYear(date, yearOf(date) + years, "02-28");
}

/** The annual term `[start, end)` that ends at an anniversary. */
export type AnnualTerm = { readonly start: IsoDate; readonly end: IsoDate };

/**
 * `[anniversary − 1 year, anniversary)` (DESIGN §3). An anniversary on 29 February starts on 1 March of the year before,
 * so that every term is as long as `daysInTerm` says.
 */
export function termOf(anniversary: IsoDate): AnnualTerm {
  dayNumber(anniversary, "anniversary");
  return { start: inYear(anniversary, yearOf(anniversary) - 1, "03-01"), end: anniversary };
}

/** 366 when the term contains 29 February, else 365. It is the customer's term that counts, not the calendar year. */
export function daysInTerm(anniversary: IsoDate): 365 | 366 {
  const { start, end } = termOf(anniversary);
  const containsLeapDay = [yearOf(start), yearOf(end)].some((year) => {
    const leapDay = `${String(year).padStart(4, "0")}-02-29`;
    return isLeap(year) && start <= leapDay && leapDay < end;
  });
  return containsLeapDay ? 366 : 365;
}

/** A customer's first order sets the anniversary one year on (DESIGN §3). */
export function firstAnniversary(orderDate: IsoDate): IsoDate {
  return yearsLater(orderDate, 1);
}

/** The first anniversary after `date`: the given one while it lies ahead, else moved on by whole years. */
export function anniversaryAfter(anniversary: IsoDate, date: IsoDate): IsoDate {
  dayNumber(anniversary, "anniversary");
  dayNumber(date);
  if (anniversary > date) return anniversary;
  const sameYear = yearsLater(anniversary, yearOf(date) - yearOf(anniversary));
  return sameYear > date ? sameYear : yearsLater(anniversary, yearOf(date) - yearOf(anniversary) + 1);
}

export type Proration = {
  readonly anniversary: IsoDate;
  readonly days: number;
  readonly daysInTerm: 365 | 366;
};

/**
 * The days an order pays for: `anniversary − order date` of the term's days. `anniversary` null is the customer's first order.
 * An order of 29 February sets 28 February and pays 365 of 366 days.
 * @throws DomainError `invalid` when the order date lies outside the annual term.
 */
export function prorate(anniversary: IsoDate | null, orderDate: IsoDate): Proration {
  const ordered = dayNumber(orderDate, "order_date");
  const end = anniversary ?? firstAnniversary(orderDate);
  const { start } = termOf(end);
  if (orderDate < start || orderDate >= end) {
    const allowed = `from ${start} to the day before ${end}`;
    throw invalid("order_date", `${orderDate} is outside the annual term; allowed is ${allowed}`, {
      rule: "term",
      value: orderDate,
    });
  }
  return { anniversary: end, days: dayNumber(end) - ordered, daysInTerm: daysInTerm(end) };
}

/** Prorated are only yearly reservation items, on a purchase or on added quantity (DESIGN §3). */
export function isProrated(item: { type: ItemType; period: string }, orderType: string): boolean {
  const adds = orderType === "purchase" || orderType === "change";
  return adds && item.type === "reservation" && item.period === "yearly";
}
