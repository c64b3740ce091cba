export async function loadOffers(): Promise<string | undefined> {
  return undefined;
}
