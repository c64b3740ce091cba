/**
 * Offer ids of the discount service: MPN + two-character level + `A12` (API.md §4, vipmp reference §1.2),
 * e.g. 65304768CA + 02 + A12. The level-01 form is the base offer.
 */
export type OfferId = { mpn: string; level: string; kind: string };

const baseLevel = "01";
const annual = "A12";
const extensionLength = 5;

/** Licence levels 01 to 22 and consumable tiers T1–T7, TB–TG. */
const form = /^(\S(?:.*\S)?)(\d{2}|T[1-7B-G])([A-Z0-9]\d{2})$/;

/** Trimmed, with the five characters of the extension in upper case; the MPN keeps its case. */
export function normaliseOfferId(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length <= extensionLength) return trimmed;
  return trimmed.slice(0, -extensionLength) + trimmed.slice(-extensionLength).toUpperCase();
}

/** The annual offer of an MPN at a volume level, `01` unless told. */
export function offerIdOf(mpn: string, level: string = baseLevel): string {
  return `${mpn}${level}${annual}`;
}

/** The parts of an offer id, or null when it is none. */
export function parseOfferId(text: string): OfferId | null {
  const [, mpn, level, kind] = form.exec(normaliseOfferId(text)) ?? [];
  return mpn && level && kind ? { mpn, level, kind } : null;
}

/** The MPN of an annual offer at any level; null for other kinds (intro, promotion, high-growth) and for what is no offer id. */
export function mpnOf(offerId: string): string | null {
  const parts = parseOfferId(offerId);
  return parts?.kind === annual ? parts.mpn : null;
}

/** The level-01 form, which discounts and subscriptions name; null for what is no offer id. */
export function baseOfferId(offerId: string): string | null {
  const parts = parseOfferId(offerId);
  return parts ? `${parts.mpn}${baseLevel}${parts.kind}` : null;
}

/** Do two offer ids name one product, whatever their levels? Upstream may answer with another level than it was sent. */
export function isSameProduct(a: string, b: string): boolean {
  const base = baseOfferId(a);
  return base !== null && base === baseOfferId(b);
}
