import { ButtonLink } from "@/components/ui/button-link";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { FormAction } from "@/lib/client/form-state";

type ProductFormProps<T> = {
  action: FormAction<T>;
  product?: { id: string; name: string; description: string | null; revision: number };
  cancelHref: string;
};

export function ProductForm<T>({ action, product, cancelHref }: ProductFormProps<T>) {
  return (
    <Form action={action}>
      {product ? (
        <>
          <input type="hidden" name="id" value={product.id} />
          <input type="hidden" name="revision" value={product.revision} />
        </>
      ) : null}
      <Field name="name" label="Name" help="As distributors and resellers read it, e.g. “Creative Suite”.">
        <Input defaultValue={product?.name} maxLength={255} autoFocus />
      </Field>
      <Field name="description" label="Description" optional help="What it is, in a few sentences.">
        <Textarea defaultValue={product?.description ?? ""} maxLength={4000} />
      </Field>
      {product ? null : (
        <CheckboxField
          name="then_price_list"
          label="Create a price list next"
          help="It gives the product’s items their prices; the items can follow later."
        />
      )}
      <FormActions>
        <ButtonLink href={cancelHref}>Cancel</ButtonLink>
        <SubmitButton>{product ? "Save product" : "Create product"}</SubmitButton>
      </FormActions>
    </Form>
  );
}
