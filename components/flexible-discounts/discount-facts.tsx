import { CopyableId } from "@/components/ui/copy-button";
import { DescriptionList } from "@/components/ui/description-list";
import { Section } from "@/components/ui/page";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import { countryName } from "@/lib/domain/countries";
import type { FlexibleDiscount } from "@/lib/domain/discount";
import { segmentNames } from "@/lib/domain/tier-account";
import { amountWords, categoryWords, redemptionWords, typeWords } from "./discount-words";

/** Everything about a discount: what it takes off, when, and for whom. */
export function DiscountFacts({ discount }: { discount: FlexibleDiscount & { vendorName: string } }) {
  const { startAt, endAt, reusableUntil, codeExpiry } = discount;
  const instant = (at: Date | null) => (at ? <Timestamp at={at.getTime()} zone="utc" /> : null);
  return (
    <>
      <Section id="details" title="Details">
        <DescriptionList
          columns={3}
          items={[
            { term: "Description", value: discount.description, wide: true },
            { term: "Code", value: <CopyableId id={discount.code} /> },
            { term: "Type", value: typeWords[discount.type].label },
            ...(discount.percent ? [{ term: "Value", value: `${discount.percent} %` }] : []),
            { term: "From", value: instant(startAt) },
            { term: "Until", value: instant(endAt) ?? "No end" },
            { term: "Reusable until", value: instant(reusableUntil) ?? "Not reusable" },
            { term: "Redemption", value: redemptionWords[discount.redemption].label },
            { term: "Category", value: categoryWords[discount.category].label },
            {
              term: "Visibility",
              value: discount.closed ? "Closed: found only by its exact code" : "Open",
            },
            ...(discount.closed ? [{ term: "Code expires", value: instant(codeExpiry) }] : []),
            { term: "Vendor", value: discount.vendorName },
          ]}
        />
      </Section>
      {discount.values.length > 0 ? <Amounts values={discount.values} /> : null}
      <Section id="audience" title="Who and what it is for">
        <DescriptionList
          columns={1}
          items={[
            {
              term: "Market segments",
              value: discount.segments.map((segment) => segmentNames[segment]).join(", "),
            },
            {
              term: "Countries",
              value:
                discount.countries.length === 0
                  ? "Every country"
                  : discount.countries.map((code) => countryName(code)).join(", "),
            },
            {
              term: "Items",
              value:
                discount.items.length === 0 ? (
                  "All products of the vendor"
                ) : (
                  <span className="font-mono text-sm">{discount.items.join(", ")}</span>
                ),
            },
          ]}
        />
      </Section>
    </>
  );
}

function Amounts({ values }: { values: FlexibleDiscount["values"] }) {
  return (
    <Section id="amounts" title="Amounts" description="Off each unit of a full term." flush>
      <Table label="Amounts by country">
        <THead>
          <Th>Country</Th>
          <Th>Currency</Th>
          <Th numeric>Amount</Th>
        </THead>
        <TBody>
          {values.map((value) => (
            <Tr key={`${value.country} ${value.currency}`}>
              <Td>{countryName(value.country)}</Td>
              <Td>{value.currency}</Td>
              <Td numeric>{amountWords(value)}</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}
