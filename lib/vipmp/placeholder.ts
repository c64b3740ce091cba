import { type Segment, segments } from "@/lib/domain/states";

/**
 * Stands in for customers that have not ordered yet: upstream previews only for a customer, and prices depend on no more than
 * its segment, its country and the anniversary of its term (null before the first order).
 */
export type Placeholder = { segment: Segment; country: string; anniversary: string | null };

const form = /^placeholder-(COM|EDU|GOV)-([A-Z]{2})(?:-(\d{4}-\d\d-\d\d))?$/;

/** The customer id by which the embedded service knows a placeholder: placeholder-COM-US, placeholder-COM-US-2027-03-01. */
export function placeholderId({ segment, country, anniversary }: Placeholder): string {
  return ["placeholder", segment, country, ...(anniversary ? [anniversary] : [])].join("-");
}

/** Null when the id is an ordinary customer's. */
export function parsePlaceholder(id: string): Placeholder | null {
  const [, word, country, anniversary = null] = form.exec(id) ?? [];
  const segment = segments.find((one) => one === word);
  if (!segment || !country) return null;
  if (anniversary !== null && Number.isNaN(Date.parse(`${anniversary}T00:00:00Z`))) return null;
  return { segment, country, anniversary };
}
