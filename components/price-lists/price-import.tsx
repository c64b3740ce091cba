"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { FileInput } from "@/components/ui/file-input";
import { Progress } from "@/components/ui/progress";
import { toast } from "@/components/ui/toast";
import { messageOf } from "@/lib/client/api";
import { type Adjustment, applyAdjustment, uploadPrices } from "@/lib/client/pricing";
import { adjustmentOptions } from "@/lib/client/queries";
import { VerdictTable } from "./verdict-table";

type PriceImportProps = {
  versionId: string;
  pricesHref: string;
  columns: { name: string; label: string }[];
};

/** Upload, verdicts, apply or discard. */
export function PriceImport({ versionId, pricesHref, columns }: PriceImportProps) {
  const [file, setFile] = useState<File | null>(null);
  const upload = useMutation({ mutationFn: (chosen: File) => uploadPrices(versionId, chosen) });
  const id = upload.data?.id;
  const { data, error } = useQuery(adjustmentOptions(versionId, id));
  const adjustment = data ?? upload.data;
  const failure = upload.error ?? error;

  function discard() {
    upload.reset();
    setFile(null);
  }

  if (adjustment) {
    return (
      <Adjusting
        versionId={versionId}
        adjustment={adjustment}
        failure={failure ? messageOf(failure) : undefined}
        pricesHref={pricesHref}
        discard={discard}
      />
    );
  }
  return (
    <div className="flex max-w-2xl flex-col gap-3">
      <FileInput
        name="uploaded_file"
        label="Drop a file here, or choose one"
        help="XLSX or CSV with the columns of the export"
        accept=".xlsx,.csv,.txt"
        onFile={setFile}
      />
      {failure ? <Banner tone="danger" role="alert" title={messageOf(failure)} /> : null}
      <p className="text-muted-foreground text-sm">
        Rows are found by Item ID, else by MPN. The price columns are{" "}
        {columns.map(({ name, label }) => (name === label ? name : `${name} (${label})`)).join(", ")}. Items
        without a row stay as they are; an empty cell clears the price.
      </p>
      <div>
        <Button
          variant="primary"
          pending={upload.isPending}
          disabledReason={file ? undefined : "Choose a file first."}
          onClick={() => file && upload.mutate(file)}
        >
          Check file
        </Button>
      </div>
    </div>
  );
}

type AdjustingProps = {
  versionId: string;
  adjustment: Adjustment;
  failure: string | undefined;
  pricesHref: string;
  discard: () => void;
};

function Adjusting({ versionId, adjustment, failure, pricesHref, discard }: AdjustingProps) {
  const { status, result, error_detail, progress } = adjustment;
  if (failure) return <Refused title={failure} discard={discard} />;
  if (status === "processing") {
    return (
      <div className="max-w-2xl">
        <Progress
          label="Reading the file…"
          {...(progress === undefined ? {} : { value: progress, detail: `${progress} %` })}
        />
      </div>
    );
  }
  if (!result) return <Refused title={error_detail ?? "The file could not be read."} discard={discard} />;
  return (
    <Verdicts
      versionId={versionId}
      adjustment={{ ...adjustment, result }}
      pricesHref={pricesHref}
      discard={discard}
    />
  );
}

function Refused({ title, discard }: { title: string; discard: () => void }) {
  return (
    <Banner
      tone="danger"
      role="alert"
      title={title}
      actions={
        <Button size="sm" onClick={discard}>
          Try another file
        </Button>
      }
    >
      Nothing was written.
    </Banner>
  );
}

type VerdictsProps = Pick<AdjustingProps, "versionId" | "pricesHref" | "discard"> & {
  adjustment: Adjustment & { result: NonNullable<Adjustment["result"]> };
};

function Verdicts({ versionId, adjustment, pricesHref, discard }: VerdictsProps) {
  const router = useRouter();
  const { id, result, processed_file } = adjustment;
  const valid = result.changed + result.cleared;
  const apply = useMutation({
    mutationFn: () => applyAdjustment(versionId, id),
    onSuccess: () => {
      toast({ title: `${valid} ${valid === 1 ? "item" : "items"} changed` });
      router.push(pricesHref);
      router.refresh();
    },
  });
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="font-medium tabular-nums">
          {result.rows} rows: {result.changed} changed · {result.cleared} cleared · {result.unchanged}{" "}
          unchanged ·{" "}
          <span className={result.failed > 0 ? "text-danger" : undefined}>{result.failed} failed</span>
        </p>
        <div className="flex flex-wrap gap-2">
          {processed_file ? (
            <Button onClick={() => window.location.assign(processed_file)}>Download report</Button>
          ) : null}
          <Button onClick={discard}>Discard</Button>
          <Button
            variant="primary"
            pending={apply.isPending}
            disabledReason={valid > 0 ? undefined : "The file changes nothing."}
            onClick={() => apply.mutate()}
          >
            {result.failed > 0 ? `Apply ${valid} valid rows` : `Apply ${valid} rows`}
          </Button>
        </div>
      </div>
      {result.failed > 0 ? (
        <Banner
          tone="warning"
          title={`${result.failed} ${result.failed === 1 ? "row" : "rows"} cannot be used`}
        >
          Apply writes the valid rows and leaves these items as they are; or discard, mend the file and check
          it again.
        </Banner>
      ) : null}
      {result.cleared > 0 ? (
        <Banner
          tone="warning"
          title={`${result.cleared} ${result.cleared === 1 ? "row clears a price" : "rows clear prices"}: the cell is empty in the file`}
        />
      ) : null}
      {apply.error ? <Banner tone="danger" role="alert" title={messageOf(apply.error)} /> : null}
      <VerdictTable versionId={versionId} adjustmentId={id} result={result} />
    </div>
  );
}
