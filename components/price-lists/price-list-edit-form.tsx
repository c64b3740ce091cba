import { ButtonLink } from "@/components/ui/button-link";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { FormAction } from "@/lib/client/form-state";
import type { PriceColumn } from "@/lib/domain/price-columns";
import { ColumnsEditor } from "./columns-editor";

type PriceListEditFormProps<T> = {
  action: FormAction<T>;
  list: { id: string; name: string; description: string | null; columns: PriceColumn[]; revision: number };
  /** The versions past draft that hold prices in a column, by its id. */
  holders: Readonly<Record<string, readonly string[]>>;
  cancelHref: string;
};

/** What can be changed of a price list: name, description and columns. */
export function PriceListEditForm<T>({ action, list, holders, cancelHref }: PriceListEditFormProps<T>) {
  return (
    <Form action={action}>
      <input type="hidden" name="id" value={list.id} />
      <input type="hidden" name="revision" value={list.revision} />
      <Field name="name" label="Name">
        <Input defaultValue={list.name} maxLength={512} autoFocus />
      </Field>
      <Field name="description" label="Description" optional>
        <Textarea defaultValue={list.description ?? ""} rows={3} maxLength={2048} />
      </Field>
      <div>
        <h3 className="font-medium text-sm">Columns</h3>
        <p className="mb-2 text-muted-foreground text-sm">
          A column can be removed while only drafts hold prices in it.
        </p>
        <ColumnsEditor defaultColumns={list.columns} holders={holders} />
      </div>
      <FormActions>
        <ButtonLink href={cancelHref} replace scroll={false}>
          Cancel
        </ButtonLink>
        <SubmitButton>Save price list</SubmitButton>
      </FormActions>
    </Form>
  );
}
