type Carrying = {
  productId: string;
  contractId: string;
  offerId: string | null;
  pricelistId: string | null;
  altPricelist1Id: string | null;
  altPricelist2Id: string | null;
};

/** What a listing or a request carries, as the form wants it. */
export function carriedIn(row: Carrying, note: string | null) {
  const { productId, contractId, offerId } = row;
  const carried = {
    offerId,
    note,
    pricelist: row.pricelistId,
    alt_pricelist_1: row.altPricelist1Id,
    alt_pricelist_2: row.altPricelist2Id,
  };
  return { productId, contractId, carried };
}
