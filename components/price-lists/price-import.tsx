"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { FileInput } from "@/components/ui/file-input";
import { Progress } from "@/components/ui/progress";
import { toast } from "@/components/ui/toast";
import { messageOf } from "@/lib/client/api";
import { type Adjustment, applyAdjustment, discardAdjustment, uploadPrices } from "@/lib/client/pricing";
import { adjustmentOptions } from "@/lib/client/queries";
import { VerdictTable } from "./verdict-table";

type PriceImportProps = {
  versionId: string;
  /** The page that shows the version; the upload stands in its address, so that nothing is lost by leaving. */
  path: string;
  /** The upload that the address names. */
  uploadId: string | undefined;
  columns: { name: string; label: string }[];
};

/** Upload, verdicts, apply or discard. */
export function PriceImport({ versionId, path, uploadId, columns }: PriceImportProps) {
  const [id, setId] = useState(uploadId);
  const { data: adjustment, error } = useQuery(adjustmentOptions(versionId, id));

  function show(next: string | undefined) {
    setId(next);
    const upload = next ? `&upload=${next}` : "";
    window.history.replaceState(null, "", `${path}?tab=import${upload}`);
  }

  if (id === undefined) return <Upload versionId={versionId} columns={columns} uploaded={show} />;
  if (error) return <Refused title={messageOf(error)} again={() => show(undefined)} />;
  return (
    <Adjusting versionId={versionId} adjustment={adjustment} path={path} again={() => show(undefined)} />
  );
}

type UploadProps = Pick<PriceImportProps, "versionId" | "columns"> & { uploaded: (id: string) => void };

function Upload({ versionId, columns, uploaded }: UploadProps) {
  const [file, setFile] = useState<File | null>(null);
  const upload = useMutation({
    mutationFn: (chosen: File) => uploadPrices(versionId, chosen),
    onSuccess: ({ id }) => uploaded(id),
  });
  return (
    <div className="flex max-w-2xl flex-col gap-3">
      <FileInput
        name="uploaded_file"
        label="Drop a file here, or choose one"
        help="XLSX or CSV with the columns of the export"
        accept=".xlsx,.csv,.txt"
        onFile={setFile}
      />
      {upload.error ? <Banner tone="danger" role="alert" title={messageOf(upload.error)} /> : null}
      <p className="text-muted-foreground text-sm">
        Rows are found by Item ID, else by MPN. The price columns are{" "}
        {columns.map(({ name, label }) => (name === label ? name : `${name} (${label})`)).join(", ")}. Items
        without a row stay as they are; an empty cell clears the price. Of a formula the value counts that was
        saved with the file; a row with a formula that has none, or with an error such as #DIV/0!, fails.
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
  /** Undefined until it was fetched. */
  adjustment: Adjustment | undefined;
  path: string;
  /** Leads to another upload. */
  again: () => void;
};

function Adjusting({ versionId, adjustment, path, again }: AdjustingProps) {
  if (!adjustment || adjustment.status === "processing") {
    const progress = adjustment?.progress ?? 0;
    return (
      <div className="max-w-2xl">
        <Progress
          label={adjustment ? `Reading ${adjustment.file_name}…` : "Reading the file…"}
          value={progress}
          detail={`${progress}\u00A0%`}
        />
      </div>
    );
  }
  const { result, error_detail, applied } = adjustment;
  if (!result) return <Refused title={fileProblem(error_detail)} again={again} />;
  if (applied) return <Applied path={path} again={again} fileName={adjustment.file_name} />;
  return <Verdicts versionId={versionId} adjustment={{ ...adjustment, result }} path={path} again={again} />;
}

/** The field's name says nothing here: there is one file. */
function fileProblem(detail: string | null | undefined): string {
  const text = detail?.replace(/^uploaded_file: /, "") ?? "the file could not be read.";
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function Refused({ title, again }: { title: string; again: () => void }) {
  return (
    <Banner
      tone="danger"
      role="alert"
      title={title}
      actions={
        <Button size="sm" onClick={again}>
          Try another file
        </Button>
      }
    >
      Nothing was written.
    </Banner>
  );
}

function Applied({ path, again, fileName }: { path: string; again: () => void; fileName: string }) {
  return (
    <Banner
      tone="success"
      title={`${fileName} has been applied`}
      actions={
        <>
          <Button size="sm" onClick={again}>
            Import another file
          </Button>
          <ButtonLink size="sm" href={path}>
            Show prices
          </ButtonLink>
        </>
      }
    />
  );
}

type VerdictsProps = Pick<AdjustingProps, "versionId" | "path" | "again"> & {
  adjustment: Adjustment & { result: NonNullable<Adjustment["result"]> };
};

function Verdicts({ versionId, adjustment, path, again }: VerdictsProps) {
  const router = useRouter();
  const { id, result, processed_file } = adjustment;
  const valid = result.changed + result.cleared;
  const apply = useMutation({
    mutationFn: () => applyAdjustment(versionId, id),
    onSuccess: () => {
      toast({ title: `${valid} ${valid === 1 ? "item" : "items"} changed` });
      router.push(path);
      router.refresh();
    },
  });
  const discard = useMutation({ mutationFn: () => discardAdjustment(versionId, id), onSuccess: again });
  const failure = apply.error ?? discard.error;
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
          <Button pending={discard.isPending} onClick={() => discard.mutate()}>
            Discard
          </Button>
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
      {failure ? <Banner tone="danger" role="alert" title={messageOf(failure)} /> : null}
      <VerdictTable versionId={versionId} adjustmentId={id} result={result} />
    </div>
  );
}
