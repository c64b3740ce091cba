import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { param, type SearchParams } from "@/app/_edge/page";
import { OfferForm } from "@/components/offers/offer-form";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { type Actor, denial } from "@/lib/domain/access";
import { everything } from "@/lib/domain/rql";
import { listProducts } from "@/lib/services/products/products";
import { createOfferAction } from "../actions";

export const metadata: Metadata = { title: "New offer · Offers" };

export default async function NewOfferPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const productId = param(await searchParams, "product");
  return (
    <Page wide={false}>
      <PageHeader
        title="New offer"
        breadcrumbs={[{ label: "Offers", href: "/offers" }]}
        description="It starts private with version 1, empty. Add plans, features and items next, then publish."
      />
      <Section className="max-w-160">
        <NewOffer actor={actor} productId={productId} />
      </Section>
    </Page>
  );
}

async function NewOffer({ actor, productId }: { actor: Actor; productId: string | undefined }) {
  const refused = denial(actor, "offers:write");
  if (refused) {
    return (
      <EmptyState kind="forbidden" title="You cannot create offers">
        {refused}
      </EmptyState>
    );
  }
  const { rows } = await listProducts(actor, { ...everything, limit: 1000 });
  const [only, ...others] = rows;
  if (!only) {
    return (
      <EmptyState
        title="Create a product first"
        action={
          <ButtonLink href="/products/new" variant="primary">
            New product
          </ButtonLink>
        }
      >
        An offer is made for one product, and you have none yet.
      </EmptyState>
    );
  }
  return (
    <OfferForm
      action={createOfferAction}
      products={rows.map(({ id, name }) => ({ value: id, label: name, description: id }))}
      productId={productId ?? (others.length === 0 ? only.id : undefined)}
      cancelHref="/offers"
    />
  );
}
