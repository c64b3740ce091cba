import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { audienceNames } from "@/lib/domain/offer";
import { everything } from "@/lib/domain/rql";
import { audiences } from "@/lib/domain/states";
import { listProducts } from "@/lib/services/products/products";
import { createOfferAction } from "./actions";

export const metadata: Metadata = { title: "New offer" };

export default async function NewOfferPage() {
  const actor = await requireActor();
  const { rows: products } = await listProducts(actor, { ...everything, limit: 1000 });
  return (
    <Page wide={false}>
      <PageHeader title="New offer" breadcrumbs={[{ label: "Offers", href: "/offers" }]} />
      <Section>
        <Form action={createOfferAction}>
          <Field name="product.id" label="Product" help="An offer belongs to one product.">
            <Select items={products.map(({ id, name }) => ({ value: id, label: name, description: id }))} />
          </Field>
          <Field name="name" label="Name">
            <Input maxLength={512} />
          </Field>
          <Field name="description" label="Description" optional>
            <Textarea />
          </Field>
          <Field name="audience" label="Audience" optional>
            <Select
              items={audiences.map((audience) => ({ value: audience, label: audienceNames[audience] }))}
            />
          </Field>
          <FormActions>
            <SubmitButton>Create offer</SubmitButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
