import type { Metadata } from "next";
import { param, type SearchParams } from "@/app/_edge/page";
import { FeatureMatrix } from "@/components/offers/feature-matrix";
import { PartForm } from "@/components/offers/part-form";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { RouteDrawer } from "@/components/ui/drawer";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Section } from "@/components/ui/page";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";
import { denial } from "@/lib/domain/access";
import { byGroup, type OfferContent } from "@/lib/domain/offer-content";
import { partRevisions } from "@/lib/services/offers/versions";
import {
  addFeatureAction,
  createFeatureAction,
  createGroupAction,
  deleteFeatureAction,
  deleteGroupAction,
  moveFeatureAction,
  moveGroupAction,
  setCellAction,
  updateFeatureAction,
  updateGroupAction,
} from "../../actions";
import { offerTitle, ownOfferView } from "../offer-view";

type Props = { params: Promise<{ offerId: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await offerTitle((await params).offerId, "Features") };
}

export default async function FeaturesPage({ params, searchParams }: Props) {
  const { offerId } = await params;
  const { actor, content } = await ownOfferView(offerId);
  const revisions = await partRevisions(actor, { offerId });
  const refused = denial(actor, "offers:write");
  const query = refused ? {} : await searchParams;
  const revised = <T extends { id: string }>(part: T) => ({ ...part, revision: revisions.get(part.id) ?? 0 });
  const groups = byGroup(content).map(({ group, features }) => ({
    group: revised(group),
    features: features.map(revised),
  }));
  return (
    <>
      <Section
        id="features"
        title="Features"
        description={<Help refused={refused} plans={content.plans.length} offerId={offerId} />}
        flush
        actions={<Add offerId={offerId} refused={refused} groups={groups.length} />}
        className="overflow-clip"
      >
        {groups.length > 0 ? (
          <FeatureMatrix
            offerId={offerId}
            plans={content.plans}
            groups={groups}
            refused={refused}
            actions={{
              moveGroup: moveGroupAction,
              moveFeature: moveFeatureAction,
              removeGroup: deleteGroupAction,
              removeFeature: deleteFeatureAction,
              addFeature: addFeatureAction,
              setCell: setCellAction,
            }}
          />
        ) : (
          <EmptyState title="No features yet" action={<Add offerId={offerId} refused={refused} groups={0} />}>
            Features stand in groups, such as Support or Security, and say what each plan includes.
          </EmptyState>
        )}
      </Section>
      <GroupDrawer offerId={offerId} groups={groups} wanted={param(query, "group")} />
      <FeatureDrawer
        offerId={offerId}
        groups={content.groups}
        features={content.features.map(revised)}
        wanted={param(query, "feature")}
      />
    </>
  );
}

type HelpProps = { refused: string | undefined; plans: number; offerId: string };

function Help({ refused, plans, offerId }: HelpProps) {
  if (refused) return "What each plan includes, in this order.";
  if (plans === 0) {
    return (
      <>
        Values are given for each plan, and there is none yet.{" "}
        <TextLink href={`/offers/${offerId}/plans?plan=new`}>Add a plan</TextLink>
      </>
    );
  }
  return "Type yes, no, unlimited, a number with its unit such as 100 GB, or up to 64 characters of text. Arrow keys and Enter move on; a block copied from a spreadsheet can be pasted.";
}

type AddProps = { offerId: string; refused: string | undefined; groups: number };

function Add({ offerId, refused, groups }: AddProps) {
  const path = `/offers/${offerId}/features`;
  if (refused) {
    return (
      <>
        <Button disabledReason={refused}>Add group</Button>
        {groups > 0 ? <Button disabledReason={refused}>Add feature</Button> : null}
      </>
    );
  }
  return (
    <>
      <ButtonLink href={`${path}?group=new`} scroll={false}>
        Add group
      </ButtonLink>
      {groups > 0 ? (
        <ButtonLink href={`${path}?feature=new`} scroll={false} data-shortcut="c">
          Add feature
        </ButtonLink>
      ) : null}
    </>
  );
}

type Part = { id: string; name: string; description: string | null; revision: number };

type GroupDrawerProps = { offerId: string; groups: { group: Part }[]; wanted: string | undefined };

function GroupDrawer({ offerId, groups, wanted }: GroupDrawerProps) {
  const group = groups.find((one) => one.group.id === wanted)?.group;
  if (!group && wanted !== "new") return null;
  const closeHref = `/offers/${offerId}/features`;
  return (
    <RouteDrawer
      title={group ? `Edit ${group.name}` : "Add group"}
      description={group?.id}
      closeHref={closeHref}
    >
      <PartForm
        action={group ? updateGroupAction : createGroupAction}
        offerId={offerId}
        part={group}
        nameHelp="What the features have in common, e.g. “Security”."
        descriptionHelp="Stands beside the name in the comparison."
        maxName={256}
        submit={group ? "Save group" : "Add group"}
        cancelHref={closeHref}
      />
    </RouteDrawer>
  );
}

type FeatureDrawerProps = {
  offerId: string;
  groups: OfferContent["groups"];
  features: (OfferContent["features"][number] & { revision: number })[];
  wanted: string | undefined;
};

function FeatureDrawer({ offerId, groups, features, wanted }: FeatureDrawerProps) {
  const feature = features.find(({ id }) => id === wanted);
  const [first] = groups;
  if (!first || (!feature && wanted !== "new")) return null;
  const closeHref = `/offers/${offerId}/features`;
  return (
    <RouteDrawer
      title={feature ? `Edit ${feature.name}` : "Add feature"}
      description={feature?.id}
      closeHref={closeHref}
    >
      <PartForm
        action={feature ? updateFeatureAction : createFeatureAction}
        offerId={offerId}
        part={feature}
        nameHelp="What a plan includes or not, e.g. “Storage” or “Phone support”."
        descriptionHelp="One sentence below the name, for those who do not know it."
        maxName={256}
        submit={feature ? "Save feature" : "Add feature"}
        cancelHref={closeHref}
      >
        <Field name="group.id" label="Group" help="Where it stands in the comparison.">
          <Select
            items={groups.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={feature?.groupId ?? first.id}
          />
        </Field>
      </PartForm>
    </RouteDrawer>
  );
}
