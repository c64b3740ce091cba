"use client";

import { useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Textarea } from "@/components/ui/textarea";
import type { FormAction } from "@/lib/client/form-state";
import { type PriceListSlot, priceListSlots, slotNames } from "@/lib/domain/listing";
import { slotCurrency } from "@/lib/domain/marketplace";
import {
  type Catalogue,
  contractChoices,
  listChoices,
  offerChoices,
  productChoices,
} from "./request-choices";

type Carried = {
  offerId: string | null;
  note: string | null;
} & Record<PriceListSlot, string | null>;

export type Subject =
  | { type: "new"; productId: string | null }
  | { type: "update"; listingId: string; productId: string; contractId: string; carried: Carried }
  | {
      type: "draft";
      id: string;
      revision: number;
      isRemoval: boolean;
      productId: string;
      contractId: string;
      carried: Carried;
    };

type RequestFormProps<T> = {
  action: FormAction<T>;
  catalogue: Catalogue;
  subject: Subject;
  cancelHref: string;
};

/** A listing request: what, where, and sold by which offer and price lists. Choices that cannot be say why. */
export function RequestForm<T>({ action, catalogue, subject, cancelHref }: RequestFormProps<T>) {
  const fixed = subject.type === "new" ? null : subject;
  const [contractId, setContract] = useState(fixed?.contractId ?? onlyOne(catalogue.contracts));
  const [productId, setProduct] = useState(subject.productId ?? onlyOne(catalogue.products));
  const marketplace = catalogue.contracts.find((contract) => contract.id === contractId)?.marketplace;
  const isRemoval = subject.type === "draft" && subject.isRemoval;
  return (
    <Form action={action}>
      <HiddenFields subject={subject} />
      {subject.type === "new" ? (
        <>
          <Field
            name="contract_id"
            label="Marketplace"
            help="Those of distributors that you have an active contract with."
          >
            <Combobox items={contractChoices(catalogue)} value={contractId} onValueChange={setContract} />
          </Field>
          <Field name="product_id" label="Product">
            <Combobox
              items={productChoices(catalogue, marketplace?.id)}
              value={productId}
              onValueChange={setProduct}
            />
          </Field>
        </>
      ) : null}
      {isRemoval || !marketplace ? null : (
        <>
          {priceListSlots.map((slot) => {
            const currency = slotCurrency(marketplace, slot);
            if (currency === null) return null;
            return (
              <Field
                key={`${slot}:${contractId}:${productId}`}
                name={`${slot}_id`}
                label={`${slotNames[slot]} in ${currency}`}
                optional
                help={
                  slot === "pricelist"
                    ? "Without one the product is listed but nothing of it can be sold."
                    : undefined
                }
              >
                <Combobox
                  items={listChoices(catalogue, productId, currency)}
                  defaultValue={fixed?.carried[slot] ?? null}
                  placeholder="No price list"
                />
              </Field>
            );
          })}
          <Field
            key={`offer:${productId}`}
            name="offer_id"
            label="Offer"
            optional
            help="It comes in its latest public version."
          >
            <Combobox
              items={offerChoices(catalogue, productId)}
              defaultValue={fixed?.carried.offerId ?? null}
              placeholder="No offer"
            />
          </Field>
        </>
      )}
      <Field name="note" label="Note to the distributor" optional>
        <Textarea defaultValue={fixed?.carried.note ?? ""} maxLength={2000} rows={3} />
      </Field>
      <FormActions>
        <ButtonLink href={cancelHref}>Cancel</ButtonLink>
        <SubmitButton>{subject.type === "draft" ? "Save request" : "Create request"}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function onlyOne(rows: { id: string }[]): string | null {
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

function HiddenFields({ subject }: { subject: Subject }) {
  if (subject.type === "draft") {
    return (
      <>
        <input type="hidden" name="id" value={subject.id} />
        <input type="hidden" name="revision" value={subject.revision} />
      </>
    );
  }
  return (
    <>
      <input type="hidden" name="type" value={subject.type} />
      {subject.type === "update" ? <input type="hidden" name="listing_id" value={subject.listingId} /> : null}
    </>
  );
}
