/** “2 listings are affected.” Main and alternative lists count alike. */
export function affectedListings(stats: { listings: number; listings_alt: number }): string {
  const count = stats.listings + stats.listings_alt;
  if (count === 0) return "No listing is affected.";
  return count === 1 ? "1 listing is affected." : `${count} listings are affected.`;
}
