import { newDistributor } from "@/db/testing/factories";
import { parseListQuery } from "@/lib/domain/rql";
import { findPrices } from "@/lib/services/pricing/prices";
import { activateVersion } from "@/lib/services/pricing/versions";
import { aListing, aMarketplace, bind } from "@/lib/services/testing/pricing";
import { type BenchEntry, grouped, type Measure, ms } from "../entry";
import { fastest, ratio, withoutBudget } from "../timing";
import { aList, aProduct, aVendor, raw } from "../world";

const sizes = [1_000, 100_000, 1_000_000];

/** How many items a long page has. */
const pageSize = 1_000;

const columns = `i.id, i.mpn, i.name, l.id, p.id, v.id, v.start_at, p.currency, p.decimals, pp.price, pp.st0p, pp.st1p,
  pp.st2p, v.activated_at, v.expired_at`;

const inForce = `
  from listing l join listing_binding b on b.listing_id = l.id and b.slot = 'pricelist'
  join price_list p on p.id = b.target_id
  join price_version v on v.price_list_id = p.id and v.activated_at <= @at and (v.expired_at is null or v.expired_at > @at)
  join item i on i.product_id = l.product_id
  join price_point pp on pp.version_id = v.id and pp.item_id = i.id
  where l.marketplace_id = @marketplaceId and b."from" <= @at and (b."to" is null or b."to" > @at)`;

/** Of one item, of a page, and how many there are. */
const one = `select ${columns} ${inForce} and i.mpn = @mpn`;
const page = `select ${columns} ${inForce} order by i.id limit ${pageSize}`;
const total = `select count(*) ${inForce}`;

export const entry: BenchEntry = {
  title: "Prices at an instant",
  async run() {
    const vendor = await aVendor();
    const works = [];
    for (const size of sizes) works.push(await question(vendor, size));
    const measures: Measure[] = [];
    const best: number[] = [];
    for (const { size, one } of works) {
      const { asked, byHand } = await fastest(one, { rounds: 20, repeat: 30 });
      best.push(asked);
      measures.push(
        ratio(`one item of ${grouped(size)} points, against a raw prepared statement`, asked, byHand, 3),
      );
    }
    const [first = 0, , last = 0] = best;
    const flat = ratio(
      `one item of ${grouped(sizes[2] ?? 0)} points, against ${grouped(sizes[0] ?? 0)}`,
      last,
      first,
      1.5,
    );
    measures.push({ ...flat, detail: `${ms(last)} against ${ms(first)}` });
    for (const { size, many } of works.slice(0, 2)) {
      const { asked, byHand } = await fastest(many, { rounds: 10 });
      const name = `${grouped(pageSize)} items of ${grouped(size)} points and their total, against two raw prepared statements`;
      measures.push(withoutBudget(ratio(name, asked, byHand, 0)));
    }
    for (const { close } of works) close();
    return measures;
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
  const [single, rows, count] = [one, page, total].map((text) => handle.prepare(text).raw());
  const mpn = `M-${Math.ceil(size / 2)}`;
  const asking = (text: string, expected: number) => {
    const query = parseListQuery(text);
    return async () => {
      const { rows } = await findPrices(distributor, { marketplaceId, query });
      if (rows.length !== expected) throw new Error(`${rows.length} prices instead of ${expected}`);
    };
  };
  const named = () => ({ at: Date.now(), marketplaceId });
  const byHand = (expected: number, read: () => unknown[] | undefined) => () => {
    if (read()?.length !== expected) throw new Error("other prices by hand");
  };
  return {
    size,
    one: {
      asked: asking(`eq(item.mpn,${mpn})`, 1),
      byHand: byHand(1, () => single?.all({ ...named(), mpn })),
    },
    many: {
      asked: asking(`limit=${pageSize}`, pageSize),
      byHand: byHand(pageSize, () => {
        count?.get(named());
        return rows?.all(named());
      }),
    },
    close,
  };
}
