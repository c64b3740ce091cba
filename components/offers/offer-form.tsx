import { ButtonLink } from "@/components/ui/button-link";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { FormAction } from "@/lib/client/form-state";
import { audienceNames } from "@/lib/domain/offer";
import { type Audience, audiences } from "@/lib/domain/states";

type OfferFormProps<T> = {
  action: FormAction<T>;
  offer?: {
    id: string;
    name: string;
    description: string | null;
    audience: Audience | null;
    revision: number;
  };
  /** For a new offer: the vendor's products, and the one to start with. */
  products?: { value: string; label: string; description?: string }[];
  productId?: string | undefined;
  cancelHref: string;
};

const audienceChoices = [
  { value: "", label: "Anyone" },
  ...audiences.map((audience) => ({ value: audience, label: audienceNames[audience] })),
];

export function OfferForm<T>({ action, offer, products, productId, cancelHref }: OfferFormProps<T>) {
  return (
    <Form action={action}>
      {offer ? (
        <>
          <input type="hidden" name="id" value={offer.id} />
          <input type="hidden" name="revision" value={offer.revision} />
        </>
      ) : null}
      {products ? (
        <Field name="product.id" label="Product" help="An offer is made for one product, and keeps it.">
          <Combobox items={products} defaultValue={productId ?? null} placeholder="Choose a product…" />
        </Field>
      ) : null}
      <Field
        name="name"
        label="Name"
        help="As distributors and resellers read it, e.g. “Suite for business”."
      >
        <Input defaultValue={offer?.name} maxLength={512} autoFocus />
      </Field>
      <Field name="audience" label="Audience" optional help="Who the offer is meant for.">
        <Select items={audienceChoices} defaultValue={offer?.audience ?? ""} />
      </Field>
      <Field name="description" label="Description" optional help="What sets this offer apart.">
        <Textarea defaultValue={offer?.description ?? ""} maxLength={10_000} />
      </Field>
      <FormActions>
        <ButtonLink href={cancelHref}>Cancel</ButtonLink>
        <SubmitButton>{offer ? "Save offer" : "Create offer"}</SubmitButton>
      </FormActions>
    </Form>
  );
}
