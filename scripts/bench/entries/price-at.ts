import { newDistributor } from "@/db/testing/factories";
import { parseListQuery } from "@/lib/domain/rql";
import { findPrices } from "@/lib/services/pricing/prices";
import { activateVersion } from "@/lib/services/pricing/versions";
import { aListing, aMarketplace, bind } from "@/lib/services/testing/pricing";
import { type BenchEntry, grouped, type Measure, ms } from "../entry";
import { fastest, ratio } from "../timing";
import { aList, aProduct, aVendor, raw } from "../world";

const sizes = [1_000, 100_000, 1_000_000];

const statement = `
  select i.id, i.mpn, i.name, l.id, p.id, v.id, v.start_at, p.currency, p.decimals, pp.price, pp.st0p, pp.st1p, pp.st2p,
    v.activated_at, v.expired_at
  from listing l join listing_binding b on b.listing_id = l.id and b.slot = 'pricelist'
  join price_list p on p.id = b.target_id
  join price_version v on v.price_list_id = p.id and v.activated_at <= @at and (v.expired_at is null or v.expired_at > @at)
  join item i on i.product_id = l.product_id and i.mpn = @mpn
  join price_point pp on pp.version_id = v.id and pp.item_id = i.id
  where l.marketplace_id = @marketplaceId and b."from" <= @at and (b."to" is null or b."to" > @at)`;

export const entry: BenchEntry = {
  title: "Price of one item at an instant",
  async run() {
    const vendor = await aVendor();
    const works = [];
    for (const size of sizes) works.push(await question(vendor, size));
    const measures: Measure[] = [];
    const best: number[] = [];
    for (const { size, ask, byHand, close } of works) {
      const { asked, raw: baseline } = await fastest({ asked: ask, raw: byHand }, { rounds: 20, repeat: 30 });
      close();
      best.push(asked);
      measures.push(ratio(`${grouped(size)} points, against a raw prepared statement`, asked, baseline, 3));
    }
    const [first = 0, , last = 0] = best;
    const flat = ratio(
      `${grouped(sizes[2] ?? 0)} points, against ${grouped(sizes[0] ?? 0)}`,
      last,
      first,
      1.5,
    );
    return [...measures, { ...flat, detail: `${ms(last)} against ${ms(first)}` }];
  },
};

async function question(vendor: Awaited<ReturnType<typeof aVendor>>, size: number) {
  const distributor = await newDistributor();
  const productId = await aProduct(vendor, size, `Product of ${size}`);
  const { listId, versionId } = await aList(vendor, productId);
  const { marketplaceId, contractId } = await aMarketplace(vendor, distributor);
  const listingId = await aListing(vendor, distributor, {
    marketplaceId,
    contractId,
    productId,
    priceListId: listId,
  });
  await bind(listingId, listId, new Date(0));
  await activateVersion(vendor, { id: versionId });
  const { handle, close } = raw.open();
  const prepared = handle.prepare(statement).raw();
  const mpn = `M-${Math.ceil(size / 2)}`;
  const query = parseListQuery(`eq(item.mpn,${mpn})`);
  const ask = async () => {
    const { rows } = await findPrices(distributor, { marketplaceId, query });
    if (rows.length !== 1) throw new Error(`${rows.length} prices instead of one`);
  };
  const byHand = () => {
    if (prepared.all({ at: Date.now(), marketplaceId, mpn }).length !== 1)
      throw new Error("no price by hand");
  };
  return { size, ask, byHand, close };
}
