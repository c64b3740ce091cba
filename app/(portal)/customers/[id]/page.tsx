import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound } from "@/app/_edge/page";
import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { PermittedLink } from "@/components/channel/permitted-link";
import { DescriptionList } from "@/components/ui/description-list";
import { Columns, Page, PageHeader, Section } from "@/components/ui/page";
import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { type Actor, denial } from "@/lib/domain/access";
import { countryName } from "@/lib/domain/countries";
import { eq, everything, where } from "@/lib/domain/rql";
import { segmentNames, tierTypePresentation } from "@/lib/domain/tier-account";
import { listActivity } from "@/lib/services/activity";
import { clock } from "@/lib/services/context";
import { getTierAccount, listTierAccounts } from "@/lib/services/tier-accounts/tier-accounts";

type Props = { params: Promise<{ id: string }> };
type Account = Awaited<ReturnType<typeof getTierAccount>>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const account = await orNotFound(getTierAccount(await requireActor(), id));
  return { title: `${account.name} · Customers` };
}

export default async function CustomerPage({ params }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const account = await orNotFound(getTierAccount(actor, id));
  const activity = await listActivity(actor, { ...everything, limit: 20, ...where(eq("object.id", id)) });
  return (
    <Page>
      <PageHeader
        title={account.name}
        breadcrumbs={[{ label: "Customers", href: "/customers" }]}
        badge={<StatusBadge status={tierTypePresentation[account.type]} />}
        id={account.id}
        actions={
          <PermittedLink href={`/customers/${id}/edit`} shortcut="e" refused={editRefusal(actor, account)}>
            Edit
          </PermittedLink>
        }
      />
      <Columns
        side={
          <Section id="activity" title="Activity">
            <ActivityTimeline entries={activity.rows} now={clock.now()} />
          </Section>
        }
      >
        <Section id="details" title="Details">
          <Facts account={account} />
        </Section>
        {account.type === "reseller" ? <Below actor={actor} id={id} /> : null}
      </Columns>
    </Page>
  );
}

function editRefusal(actor: Actor, account: Account): string | undefined {
  const refused = denial(actor, "customers:write");
  const isOwn = actor.account.kind !== "reseller" || account.parentId === actor.account.id;
  if (refused || (isOwn && !(actor.account.kind === "reseller" && account.type === "reseller")))
    return refused;
  return "A reseller can change only its own customers.";
}

function Facts({ account }: { account: Account }) {
  const { contactInfo: info, parent } = account;
  const { contact } = info;
  const lines = [
    info.address_line1,
    info.address_line2,
    `${info.postal_code} ${info.city}`,
    info.state,
    countryName(info.country),
  ];
  return (
    <DescriptionList
      items={[
        {
          term: "Buys from",
          value: parent ? (
            <TextLink href={`/customers/${parent.id}`}>{parent.name}</TextLink>
          ) : (
            account.distributorName
          ),
        },
        { term: "Market segment", value: segmentNames[account.segment] },
        { term: "Country", value: countryName(account.country) },
        { term: "Address", value: lines.filter(Boolean).join(", ") },
        { term: "Contact", value: `${contact.first_name} ${contact.last_name}` },
        { term: "E-mail address", value: contact.email },
        { term: "Your id", value: account.externalId },
        { term: "Tax id", value: account.taxId },
        { term: "Id at the discount service", value: account.vipmpCustomerId ?? "Made at the first order" },
      ]}
    />
  );
}

/** Who buys from this reseller. */
async function Below({ actor, id }: { actor: Actor; id: string }) {
  const { rows, total } = await listTierAccounts(actor, { ...everything, ...where(eq("parent.id", id)) });
  const more = total > rows.length ? `The first ${rows.length} of ${total} are shown.` : undefined;
  return (
    <Section id="below" title="Sells to" flush footer={more}>
      {rows.length === 0 ? (
        <p className="px-4 pb-4 text-muted-foreground">Nobody yet.</p>
      ) : (
        <Table label="Accounts that buy from this reseller">
          <THead>
            <Th>Name</Th>
            <Th>Type</Th>
            <Th>Segment</Th>
            <Th>Country</Th>
          </THead>
          <TBody>
            {rows.map((row) => (
              <Tr key={row.id}>
                <Td>
                  <RowLink href={`/customers/${row.id}`}>{row.name}</RowLink>
                </Td>
                <Td>{tierTypePresentation[row.type].word}</Td>
                <Td>{segmentNames[row.segment]}</Td>
                <Td>{countryName(row.country)}</Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      )}
    </Section>
  );
}
