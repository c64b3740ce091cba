import { Findings } from "@/components/price-lists/findings";
import { Section } from "@/components/ui/page";
import { versionReadiness } from "@/lib/services/pricing/versions";
import type { Loaded } from "./load";

/** What is checked before the version is scheduled or activated, as the prices are now. */
export async function ReadinessTab({ loaded, path }: { loaded: Loaded; path: string }) {
  const { actor, version, versions } = loaded;
  const findings = await versionReadiness(actor, { id: version.id });
  const blocked = findings.some((finding) => finding.severity === "blocking");
  return (
    <Section
      id="readiness"
      className="max-w-3xl"
      title={blocked ? "Not ready" : findings.length === 0 ? "Ready" : "Ready, with warnings"}
      description={
        blocked
          ? "The version can be neither scheduled nor activated yet."
          : "Checked again when the version is scheduled or activated; warnings have to be confirmed then."
      }
    >
      <Findings
        findings={findings.map((finding) => ({ ...finding, sample: [...finding.sample] }))}
        path={path}
        activeNumber={versions.find(({ status, id }) => status === "active" && id !== version.id)?.number}
      />
    </Section>
  );
}
