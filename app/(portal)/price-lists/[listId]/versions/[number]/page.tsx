import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound, param, type SearchParams } from "@/app/_edge/page";
import { PriceFilesMenu } from "@/components/price-lists/price-files-menu";
import { VersionActions } from "@/components/price-lists/version-actions";
import { VersionStepper } from "@/components/price-lists/version-stepper";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { StatusBadge } from "@/components/ui/status-badge";
import { Tabs } from "@/components/ui/tabs";
import { formatInstant } from "@/components/ui/time-format";
import { denial } from "@/lib/domain/access";
import { versionStates } from "@/lib/domain/price-list";
import { clock } from "@/lib/services/context";
import { getPriceList } from "@/lib/services/pricing/lists";
import {
  activateVersionAction,
  createVersionAction,
  deleteVersionAction,
  scheduleVersionAction,
  unscheduleVersionAction,
  updateVersionAction,
} from "../../../actions";
import { ActivityTab } from "./activity-tab";
import { CompareTab } from "./compare-tab";
import { ImportTab } from "./import-tab";
import { type Loaded, loadVersionPage } from "./load";
import { PricesTab } from "./prices-tab";
import { ReadinessTab } from "./readiness-tab";

type Props = { params: Promise<{ listId: string; number: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { listId, number } = await params;
  const list = await orNotFound(getPriceList(await requireActor(), { id: listId }));
  return { title: `Version ${number} of ${list.name} · Price lists` };
}

export default async function VersionPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const loaded = await loadVersionPage(actor, await params);
  const search = await searchParams;
  const { list, version, owned } = loaded;
  return (
    <Page>
      <PageHeader
        title={`Version ${version.number}`}
        breadcrumbs={[
          { label: "Price lists", href: "/price-lists" },
          { label: list.name, href: `/price-lists/${list.id}` },
        ]}
        badge={<StatusBadge status={versionStates[version.status]} />}
        id={version.id}
        description={version.description || undefined}
        actions={
          <>
            <PriceFilesMenu versionId={version.id} note={noteOn(loaded)} />
            {owned ? <Actions {...loaded} /> : null}
          </>
        }
      />
      <Section>
        <VersionStepper version={version} versions={loaded.versions} />
      </Section>
      <VersionTabs loaded={loaded} search={search} />
    </Page>
  );
}

function Actions({ actor, list, version, versions }: Loaded) {
  return (
    <VersionActions
      list={list}
      version={version}
      versions={versions}
      writeRefused={denial(actor, "pricing:write")}
      publishRefused={denial(actor, "pricing:publish")}
      now={clock.now().getTime()}
      actions={{
        schedule: scheduleVersionAction,
        unschedule: unscheduleVersionAction,
        activate: activateVersionAction,
        remove: deleteVersionAction,
        create: createVersionAction,
        describe: updateVersionAction,
      }}
    />
  );
}

/** What a download holds: the draft as it is, or what was frozen when it left draft. */
function noteOn({ version }: Loaded): string {
  if (!version.frozenAt) return "As it is now. Edit it and import it again.";
  return `Frozen at ${formatInstant(version.frozenAt.getTime(), "UTC")}.`;
}

const tabs = ["prices", "import", "readiness", "compare", "activity"] as const;
const words = {
  prices: "Prices",
  import: "Import",
  readiness: "Readiness",
  compare: "Compare",
  activity: "Activity",
};

function VersionTabs({ loaded, search }: { loaded: Loaded; search: Awaited<SearchParams> }) {
  const { list, version, owned, editable } = loaded;
  const path = `/price-lists/${list.id}/versions/${version.number}`;
  const isWaiting = version.status === "draft" || version.status === "scheduled";
  const shown = tabs.filter(
    (tab) =>
      tab === "prices" ||
      (tab === "import" && editable) ||
      (tab === "readiness" && owned && isWaiting) ||
      tab === "compare" ||
      (tab === "activity" && owned),
  );
  const current = shown.find((tab) => tab === param(search, "tab")) ?? "prices";
  return (
    <>
      <Tabs
        label="Parts of the version"
        items={shown.map((tab) => ({
          label: words[tab],
          href: tab === "prices" ? path : `${path}?tab=${tab}`,
          current: tab === current,
        }))}
      />
      {current === "prices" ? <PricesTab loaded={loaded} search={search} /> : null}
      {current === "import" ? <ImportTab loaded={loaded} path={path} search={search} /> : null}
      {current === "readiness" ? <ReadinessTab loaded={loaded} path={path} /> : null}
      {current === "compare" ? <CompareTab loaded={loaded} path={path} search={search} /> : null}
      {current === "activity" ? <ActivityTab loaded={loaded} /> : null}
    </>
  );
}
