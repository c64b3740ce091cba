import type { Metadata } from "next";
import type { ReactNode } from "react";
import { param, type SearchParams } from "@/app/_edge/page";
import { InventoryGrid } from "@/components/offers/inventory-grid";
import { PartForm } from "@/components/offers/part-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { RouteDrawer } from "@/components/ui/drawer";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/page";
import { TextLink } from "@/components/ui/text-link";
import { denial } from "@/lib/domain/access";
import type { OfferContent } from "@/lib/domain/offer-content";
import { everything } from "@/lib/domain/rql";
import { partRevisions } from "@/lib/services/offers/versions";
import { listItems } from "@/lib/services/products/items";
import {
  createOfferItemAction,
  deleteInventoryAction,
  deleteOfferItemAction,
  moveOfferItemAction,
  setInventoryAction,
  updateOfferItemAction,
} from "../../actions";
import { offerTitle, ownOfferView } from "../offer-view";

type Props = { params: Promise<{ offerId: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await offerTitle((await params).offerId, "Items") };
}

export default async function ItemsPage({ params, searchParams }: Props) {
  const { offerId } = await params;
  const { actor, offer, content } = await ownOfferView(offerId);
  const revisions = await partRevisions(actor, { offerId });
  const { total: items } = await listItems(actor, {
    productId: offer.productId,
    query: { ...everything, limit: 1 },
  });
  const refused = denial(actor, "offers:write");
  const wanted = refused ? undefined : param(await searchParams, "item");
  const lines = content.items.map((line) => ({ ...line, revision: revisions.get(line.id) ?? 0 }));
  return (
    <>
      <Missing offerId={offerId} offer={offer} content={content} items={items} />
      <Section
        id="items"
        title="Items"
        description="What is ordered: for each plan and period an item of the product, with the smallest and the largest quantity. An empty maximum is unlimited."
        flush
        actions={<AddItem offerId={offerId} refused={refused} />}
        className="overflow-clip"
      >
        {lines.length > 0 ? (
          <InventoryGrid
            offerId={offerId}
            productId={offer.productId}
            plans={content.plans}
            lines={lines}
            inventory={content.inventory}
            refused={refused}
            actions={{
              move: moveOfferItemAction,
              remove: deleteOfferItemAction,
              set: setInventoryAction,
              clear: deleteInventoryAction,
            }}
          />
        ) : (
          <EmptyState title="No item lines yet" action={<AddItem offerId={offerId} refused={refused} />}>
            An item line is what a customer orders, such as “Licences”. Plan by plan it is another item of the
            product.
          </EmptyState>
        )}
      </Section>
      <ItemDrawer offerId={offerId} lines={lines} wanted={wanted} />
    </>
  );
}

type MissingProps = {
  offerId: string;
  offer: { productId: string; product: { name: string } };
  content: OfferContent;
  items: number;
};

/** What has to be there before a line can be anything. */
function Missing({ offerId, offer, content, items }: MissingProps): ReactNode {
  if (items === 0) {
    return (
      <Banner tone="warning" title={`${offer.product.name} has no items yet`}>
        Lines of an offer are items of its product.{" "}
        <TextLink href={`/products/${offer.productId}/items/new`}>Add an item to the product</TextLink>
      </Banner>
    );
  }
  if (content.plans.length > 0) return null;
  return (
    <Banner tone="info" title="The offer has no plans yet">
      Items are chosen for each plan and period.{" "}
      <TextLink href={`/offers/${offerId}/plans?plan=new`}>Add a plan</TextLink>
    </Banner>
  );
}

function AddItem({ offerId, refused }: { offerId: string; refused: string | undefined }) {
  if (refused) return <Button disabledReason={refused}>Add item line</Button>;
  return (
    <ButtonLink href={`/offers/${offerId}/items?item=new`} scroll={false} data-shortcut="c">
      Add item line
    </ButtonLink>
  );
}

type DrawerProps = {
  offerId: string;
  lines: { id: string; name: string; description: string | null; revision: number }[];
  wanted: string | undefined;
};

function ItemDrawer({ offerId, lines, wanted }: DrawerProps) {
  const line = lines.find(({ id }) => id === wanted);
  if (!line && wanted !== "new") return null;
  const closeHref = `/offers/${offerId}/items`;
  return (
    <RouteDrawer
      title={line ? `Edit ${line.name}` : "Add item line"}
      description={line?.id}
      closeHref={closeHref}
    >
      <PartForm
        action={line ? updateOfferItemAction : createOfferItemAction}
        offerId={offerId}
        part={line}
        nameHelp="What is ordered, whatever the plan, e.g. “Licences”."
        descriptionHelp="One sentence beside the name."
        maxName={128}
        submit={line ? "Save item line" : "Add item line"}
        cancelHref={closeHref}
      />
    </RouteDrawer>
  );
}
