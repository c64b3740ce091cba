"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmAction } from "@/components/ui/confirm-action";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { FormAction } from "@/lib/client/form-state";
import { productTransitions } from "@/lib/domain/product";
import type { ProductStatus } from "@/lib/domain/states";
import { refusal } from "@/lib/domain/transitions";

type Product = { id: string; name: string; status: ProductStatus; version: number; revision: number };

type ProductActionsProps<T> = {
  product: Product;
  draftItems: number;
  /** Why this person may change nothing, or undefined. */
  refused: string | undefined;
  /** Why this person may make no price list, or undefined. */
  pricingRefused: string | undefined;
  publish: FormAction<T>;
  endSale: FormAction<T>;
  resumeSale: FormAction<T>;
  remove: FormAction<void>;
};

type Question = "publish" | "endsale" | "resumesale" | "delete";

/** What can be done with a product, from its state table; what cannot says why. */
export function ProductActions<T>({ product, draftItems, refused, ...props }: ProductActionsProps<T>) {
  const [question, setQuestion] = useState<Question>();
  const why = (event: Question) =>
    refused ?? refusal(productTransitions, product.status, event, "The product");
  const priceListHref = `/price-lists/new?product=${product.id}`;
  const draft = product.status === "draft";
  const publish = (
    <Button
      variant={draft && draftItems > 0 ? "primary" : "secondary"}
      disabledReason={why("publish")}
      onClick={() => setQuestion("publish")}
    >
      {draft ? "Publish product" : "Publish version"}
    </Button>
  );
  return (
    <>
      <Menu
        trigger={
          <Button size="icon" aria-label={`More actions for ${product.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem disabledReason={why("endsale")} onSelect={() => setQuestion("endsale")}>
          End sale…
        </MenuItem>
        <MenuItem disabledReason={why("resumesale")} onSelect={() => setQuestion("resumesale")}>
          Resume sale…
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger disabledReason={why("delete")} onSelect={() => setQuestion("delete")}>
          Delete product…
        </MenuItem>
      </Menu>
      {refused ? (
        <Button disabledReason={refused}>Edit</Button>
      ) : (
        <ButtonLink href={`/products/${product.id}/edit`} scroll={false} data-shortcut="e">
          Edit
        </ButtonLink>
      )}
      {draft ? null : publish}
      {props.pricingRefused ? (
        <Button disabledReason={props.pricingRefused}>Create a price list</Button>
      ) : (
        <ButtonLink href={priceListHref} variant={draft ? "secondary" : "primary"}>
          Create a price list
        </ButtonLink>
      )}
      {draft ? publish : null}
      <Questions
        {...props}
        product={product}
        draftItems={draftItems}
        question={question}
        close={() => setQuestion(undefined)}
      />
    </>
  );
}

type QuestionsProps<T> = Omit<ProductActionsProps<T>, "refused" | "pricingRefused"> & {
  question: Question | undefined;
  close: () => void;
};

function Questions<T>({ product, draftItems, question, close, ...props }: QuestionsProps<T>) {
  const fields = { id: product.id, revision: String(product.revision) };
  const items = draftItems === 1 ? "1 draft item becomes" : `${draftItems} draft items become`;
  const fixed = `${items} published; afterwards only name, MPN, description and external id can be changed.`;
  const dialog = (of: Question) => ({
    open: question === of,
    onOpenChange: (open: boolean) => (open ? undefined : close()),
  });
  return (
    <>
      <ConfirmAction
        {...dialog("publish")}
        title={`Publish version ${product.version + 1}?`}
        consequence={`Every distributor under contract sees the product. ${draftItems > 0 ? fixed : "No draft items are published with it."}`}
        confirmLabel="Publish version"
        action={props.publish}
        fields={fields}
      />
      <ConfirmAction
        {...dialog("endsale")}
        title={`End the sale of ${product.name}?`}
        consequence="No new listings and no new items. What customers have stays. The sale can be resumed."
        confirmLabel="End sale"
        action={props.endSale}
        fields={fields}
      />
      <ConfirmAction
        {...dialog("resumesale")}
        title={`Resume the sale of ${product.name}?`}
        consequence="The product is published again and can be listed."
        confirmLabel="Resume sale"
        action={props.resumeSale}
        fields={fields}
      />
      <ConfirmAction
        {...dialog("delete")}
        title={`Delete ${product.name}?`}
        consequence="The product and all of its items are gone. This cannot be undone."
        confirmLabel="Delete product"
        danger
        typed={product.name}
        action={props.remove}
        fields={fields}
      />
    </>
  );
}
